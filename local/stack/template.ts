// Resolves what a CloudFormation template leaves open; what it does not know it names in one line, and never guesses.

export interface Template {
  Resources: Record<string, Resource>;
  Outputs?: Record<string, { Value: unknown; Condition?: string }>;
  Parameters?: Record<string, { Type: string; Default?: unknown }>;
  Conditions?: Record<string, unknown>;
  Mappings?: Record<string, Record<string, Record<string, unknown>>>;
}

export interface Resource {
  Type: string;
  Properties?: Record<string, unknown>;
  Condition?: string;
  DependsOn?: string | string[];
}

/** Where a stack is said to be. */
export interface Place {
  accountId: string;
  region: string;
  stackName: string;
}

/** What `Ref` and `Fn::GetAtt` give for a resource. */
export interface Identity {
  ref: string;
  attributes: Record<string, string>;
}

/** The template asks for something that is not done here: one line that says where and what. */
export class TemplateFault extends Error {
  override name = 'TemplateFault';
}

export class Resolver {
  readonly #template: Template;
  readonly #place: Place;
  readonly #identify: (logicalId: string, resource: Resource, resolver: Resolver) => Identity;
  readonly #identities = new Map<string, Identity>();
  readonly #asking = new Set<string>();

  constructor(
    template: Template,
    place: Place,
    identify: (logicalId: string, resource: Resource, resolver: Resolver) => Identity,
  ) {
    this.#template = template;
    this.#place = place;
    this.#identify = identify;
  }

  /** The resources whose condition holds; `properties` resolves them when asked. */
  resources(): { logicalId: string; type: string; properties: () => Record<string, unknown> }[] {
    return Object.entries(this.#template.Resources)
      .filter(([, { Condition }]) => Condition === undefined || this.#condition(Condition, 'Resources'))
      .map(([logicalId, { Type, Properties }]) => ({
        logicalId,
        type: Type,
        properties: () => this.#object(Properties ?? {}, `Resources/${logicalId}/Properties`),
      }));
  }

  output(name: string): string {
    const output = this.#template.Outputs?.[name];
    if (!output) throw new TemplateFault(`The template has no output ${name}.`);
    return this.#text(output.Value, `Outputs/${name}`);
  }

  identity(logicalId: string, where = 'Resources'): Identity {
    const known = this.#identities.get(logicalId);
    if (known) return known;
    const resource = this.#template.Resources[logicalId];
    if (!resource) throw new TemplateFault(`${where}: nothing is called ${logicalId}.`);
    if (this.#asking.has(logicalId)) throw new TemplateFault(`${where}: ${logicalId} depends on itself.`);
    this.#asking.add(logicalId);
    const identity = this.#identify(logicalId, resource, this);
    this.#asking.delete(logicalId);
    this.#identities.set(logicalId, identity);
    return identity;
  }

  resolve(value: unknown, where: string): unknown {
    if (Array.isArray(value)) {
      return value.map((item, at) => this.resolve(item, `${where}/${at}`)).filter((item) => item !== noValue);
    }
    return isObject(value) ? this.#intrinsicOrObject(value, where) : value;
  }

  #object(value: Record<string, unknown>, where: string): Record<string, unknown> {
    const entries = Object.entries(value).map(([key, item]) => [key, this.resolve(item, `${where}/${key}`)]);
    return Object.fromEntries(entries.filter(([, item]) => item !== noValue));
  }

  #intrinsicOrObject(value: Record<string, unknown>, where: string): unknown {
    const [name = '', ...others] = Object.keys(value);
    if (others.length > 0 || !(name === 'Ref' || name.startsWith('Fn::'))) return this.#object(value, where);
    const argument = value[name];
    switch (name) {
      case 'Ref':
        return this.#ref(String(argument), where);
      case 'Fn::GetAtt':
        return this.#attribute(argument, where);
      case 'Fn::Sub':
        return this.#substitute(argument, where);
      case 'Fn::Join': {
        const [separator, parts] = this.#pair(argument, where, name);
        return this.#list(parts, where, name)
          .map((part) => this.#text(part, where))
          .join(this.#text(separator, where));
      }
      case 'Fn::Split': {
        const [separator, text] = this.#pair(argument, where, name);
        return this.#text(text, where).split(this.#text(separator, where));
      }
      case 'Fn::Select': {
        const [at, items] = this.#pair(argument, where, name);
        const chosen = this.#list(items, where, name)[Number(this.resolve(at, where))];
        if (chosen === undefined) throw new TemplateFault(`${where}: Fn::Select finds nothing there.`);
        return chosen;
      }
      case 'Fn::If': {
        const [condition, yes, no] = Array.isArray(argument) ? argument : [];
        return this.resolve(this.#condition(String(condition), where) ? yes : no, where);
      }
      case 'Fn::FindInMap': {
        const [map, first, second] = this.#list(argument, where, name).map((key) => this.#text(key, where));
        const found = this.#template.Mappings?.[map ?? '']?.[first ?? '']?.[second ?? ''];
        if (found === undefined) throw new TemplateFault(`${where}: Fn::FindInMap finds nothing there.`);
        return found;
      }
      default:
        throw new TemplateFault(`${where}: ${name} is not done on one machine.`);
    }
  }

  #ref(name: string, where: string): unknown {
    const { accountId, region, stackName } = this.#place;
    switch (name) {
      case 'AWS::AccountId':
        return accountId;
      case 'AWS::Region':
        return region;
      case 'AWS::Partition':
        return 'aws';
      case 'AWS::URLSuffix':
        return 'amazonaws.com';
      case 'AWS::StackName':
        return stackName;
      case 'AWS::StackId':
        return `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/one-machine`;
      case 'AWS::NoValue':
        return noValue;
      default: {
        const parameter = this.#template.Parameters?.[name];
        if (!parameter) return this.identity(name, where).ref;
        if (parameter.Default === undefined || parameter.Type.startsWith('AWS::SSM::')) {
          throw new TemplateFault(`${where}: the parameter ${name} has no value on one machine.`);
        }
        return parameter.Default;
      }
    }
  }

  #attribute(argument: unknown, where: string): string {
    const [logicalId = '', ...rest] = Array.isArray(argument)
      ? argument.map(String)
      : String(argument).split('.');
    const name = rest.join('.');
    const attribute = this.identity(logicalId, where).attributes[name];
    if (attribute === undefined) {
      throw new TemplateFault(`${where}: the attribute ${name} of ${logicalId} is not known on one machine.`);
    }
    return attribute;
  }

  #substitute(argument: unknown, where: string): string {
    const [text, own] = Array.isArray(argument) ? [argument[0], argument[1]] : [argument, {}];
    if (typeof text !== 'string' || !isObject(own)) throw new TemplateFault(`${where}: Fn::Sub wants text.`);
    return text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (name in own) return this.#text(own[name], where);
      return name.includes('.') ? this.#attribute(name, where) : this.#text(this.#ref(name, where), where);
    });
  }

  #condition(name: string, where: string): boolean {
    const condition = this.#template.Conditions?.[name];
    if (condition === undefined) throw new TemplateFault(`${where}: there is no condition ${name}.`);
    return this.#holds(condition, `Conditions/${name}`);
  }

  #holds(condition: unknown, where: string): boolean {
    if (!isObject(condition)) throw new TemplateFault(`${where}: that is not a condition.`);
    const [name = ''] = Object.keys(condition);
    const argument = condition[name];
    if (name === 'Condition') return this.#condition(String(argument), where);
    const parts = Array.isArray(argument) ? argument : [];
    switch (name) {
      case 'Fn::Equals':
        return this.#text(parts[0], where) === this.#text(parts[1], where);
      case 'Fn::Not':
        return !this.#holds(parts[0], where);
      case 'Fn::And':
        return parts.every((part) => this.#holds(part, where));
      case 'Fn::Or':
        return parts.some((part) => this.#holds(part, where));
      default:
        throw new TemplateFault(`${where}: ${name} is not done on one machine.`);
    }
  }

  #pair(argument: unknown, where: string, name: string): [unknown, unknown] {
    if (!Array.isArray(argument) || argument.length !== 2)
      throw new TemplateFault(`${where}: ${name} wants two.`);
    return [argument[0], argument[1]];
  }

  #list(value: unknown, where: string, name: string): unknown[] {
    const list = this.resolve(value, where);
    if (!Array.isArray(list)) throw new TemplateFault(`${where}: ${name} wants a list.`);
    return list;
  }

  #text(value: unknown, where: string): string {
    const text = this.resolve(value, where);
    if (typeof text === 'string' || typeof text === 'number' || typeof text === 'boolean')
      return String(text);
    throw new TemplateFault(`${where}: that is not text.`);
  }
}

const noValue = Symbol('AWS::NoValue');

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
