// The conditions of a statement: read strictly, and held against what a request says of itself.
import { TemplateFault } from '../stack/template.ts';
import { type Context, saidIn, valuesOf } from './context.ts';
import { isArnLike, isLike, isWholeArn } from './wildcard.ts';

type Test = (said: string, wanted: string) => boolean;

const same: Test = (said, wanted) => said === wanted;
const sameButForCase: Test = (said, wanted) => said.toLowerCase() === wanted.toLowerCase();

const tests: Readonly<Record<string, { holds: Test; isNegated?: true }>> = {
  StringEquals: { holds: same },
  StringNotEquals: { holds: same, isNegated: true },
  StringEqualsIgnoreCase: { holds: sameButForCase },
  StringNotEqualsIgnoreCase: { holds: sameButForCase, isNegated: true },
  StringLike: { holds: isLike },
  StringNotLike: { holds: isLike, isNegated: true },
  ArnEquals: { holds: isArnLike },
  ArnNotEquals: { holds: isArnLike, isNegated: true },
  ArnLike: { holds: isArnLike },
  ArnNotLike: { holds: isArnLike, isNegated: true },
  Bool: { holds: sameButForCase },
};

export type Condition = (context: Context) => boolean;

/** Every condition of the block must hold. Throws a `TemplateFault` for what is not evaluated here. */
export function readConditions(block: unknown, where: string): Condition {
  const conditions = Object.entries((block ?? {}) as Record<string, Record<string, unknown>>).flatMap(
    ([operator, keys]) =>
      Object.entries(keys).map(([key, values]) =>
        readCondition(operator, key, [values].flat().map(String), `${where}/${operator}/${key}`),
      ),
  );
  return (context) => conditions.every((holds) => holds(context));
}

function readCondition(operator: string, key: string, wanted: string[], where: string): Condition {
  const [, set = '', name = '', ifExists = ''] =
    /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/.exec(operator) ?? [];
  const values = valuesOf(key);
  if (values === undefined) throw notDone(where, `no request here says ${key}`);
  if (wanted.some((value) => value.includes('${'))) throw notDone(where, 'it holds a policy variable');
  if (operator === 'Null') {
    if (wanted.some((value) => value !== 'true' && value !== 'false'))
      throw notDone(where, 'Null is true or false');
    return (context) => wanted.includes(String(saidIn(context, key) === undefined));
  }
  const test = tests[name];
  if (!test) throw notDone(where, `the operator ${operator} is not known`);
  if (set !== '' && ifExists !== '') throw notDone(where, `${operator} is read in more than one way`);
  if (values === 'many' && set === '')
    throw notDone(where, `${key} has many values, and the operator takes one`);
  if (name.startsWith('Arn') && !wanted.every(isWholeArn))
    throw notDone(where, 'it holds less than a whole ARN');
  const { holds, isNegated = false } = test;
  const fits = (said: string) => wanted.some((value) => holds(said, value)) !== isNegated;
  return (context) => {
    const said = saidIn(context, key);
    if (said === undefined) return set === 'ForAllValues' || (set === '' && isNegated) || ifExists !== '';
    return set === 'ForAnyValue' ? said.some(fits) : said.every(fits);
  };
}

function notDone(where: string, why: string): TemplateFault {
  return new TemplateFault(`${where}: this condition is not evaluated on one machine: ${why}.`);
}
