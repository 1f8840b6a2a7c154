// The console: inside a network, and nobody gets past the sign-on to its function.
import { type Check, faults, inWords, isObject, type Resource, type Template } from './template.ts';

const groups = (template: Template, balancer: Resource): Resource[] =>
  [balancer.properties['SecurityGroups'] ?? []].flat().flatMap((on) => template.named(on) ?? []);

const isPrivate = (range: unknown): boolean =>
  isObject(range) && /^(10|172\.(1[6-9]|2\d|3[01])|192\.168)\./.test(String(range['CidrIp']));

const balancers: Check = (template) =>
  template.ofType('AWS::ElasticLoadBalancingV2::LoadBalancer').flatMap((balancer) => {
    const { id, properties } = balancer;
    const attributes = [properties['LoadBalancerAttributes'] ?? []].flat().filter(isObject);
    const isOn = (key: string) => attributes.some((each) => each['Key'] === key && each['Value'] === 'true');
    const doors = groups(template, balancer);
    const lets = doors.flatMap(({ properties: said }) => [said['SecurityGroupIngress'] ?? []].flat());
    return faults(id, 'console', [
      [properties['Scheme'] !== 'internal', 'the internet reaches it'],
      [!isOn('routing.http.drop_invalid_header_fields.enabled'), 'it hands on headers that are none'],
      [doors.length === 0, 'its door is one that no stack says'],
      [!lets.every(isPrivate), 'it lets in more than the ranges of a private network'],
    ]);
  });

const listeners: Check = (template) =>
  template.ofType('AWS::ElasticLoadBalancingV2::Listener').flatMap(({ id, properties }) => {
    const actions = [properties['DefaultActions'] ?? []].flat().filter(isObject);
    const [first] = actions.sort((a, b) => Number(a['Order']) - Number(b['Order']));
    const signOn = first?.['AuthenticateOidcConfig'];
    const asks = isObject(signOn) ? signOn : {};
    return faults(id, 'console', [
      [properties['Protocol'] !== 'HTTPS', 'it speaks without TLS'],
      [!/^ELBSecurityPolicy-TLS13-/.test(String(properties['SslPolicy'])), 'it speaks an old TLS'],
      [first?.['Type'] !== 'authenticate-oidc', 'it shows a page before anybody signed on'],
      [asks['OnUnauthenticatedRequest'] !== 'authenticate', 'it lets in who is not signed on'],
      [
        !/^\{\{resolve:secretsmanager:/.test(inWords(asks['ClientSecret'])),
        'its secret stands in the template',
      ],
    ]);
  });

/** A rule beside the default could leave the sign-on out. */
const rules: Check = (template) =>
  template
    .ofType('AWS::ElasticLoadBalancingV2::ListenerRule')
    .map(({ id }) => ({ at: id, rule: 'console', says: 'it may lead past the sign-on' }));

const targets: Check = (template) =>
  template.ofType('AWS::ElasticLoadBalancingV2::TargetGroup').flatMap(({ id, properties }) =>
    faults(
      id,
      'console',
      [properties['Targets'] ?? []].flat().map((target): [boolean, string] => {
        const asked = template.named(isObject(target) ? target['Id'] : undefined);
        const says = String(asked?.properties['Description'] ?? '');
        return [!says.endsWith(': console'), 'only the console checks who was signed on'];
      }),
    ),
  );

const callers: Check = (template) =>
  template
    .ofType('AWS::Lambda::Permission')
    .filter(({ properties }) => properties['Principal'] === 'elasticloadbalancing.amazonaws.com')
    .flatMap(({ id, properties }) =>
      faults(id, 'console', [
        [properties['SourceArn'] === undefined, 'every load balancer of every account may ask it'],
      ]),
    );

export const consoles: Check[] = [balancers, listeners, rules, targets, callers];
