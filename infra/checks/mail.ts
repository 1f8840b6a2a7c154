// Letters: over TLS, signed, followed to the mailbox and not tracked; no other validator reads SES.
import { type Check, faults, isObject } from './template.ts';

const known = new Set([
  'send',
  'reject',
  'bounce',
  'complaint',
  'delivery',
  'renderingFailure',
  'deliveryDelay',
  'subscription',
]);
const followed = ['bounce', 'reject', 'complaint', 'deliveryDelay', 'renderingFailure', 'delivery'];

const eventsOf = (properties: Record<string, unknown>): string[] => {
  const destination = properties['EventDestination'];
  return isObject(destination) ? [destination['MatchingEventTypes'] ?? []].flat().map(String) : [];
};

const events: Check = (template) =>
  template.ofType('AWS::SES::ConfigurationSetEventDestination').flatMap(({ id, properties }) =>
    faults(
      id,
      'mail-events',
      eventsOf(properties).map((event) => [
        !known.has(event),
        /^(open|click)$/.test(event) ? 'it tracks who reads' : `SES knows no event ${event}`,
      ]),
    ),
  );

/** A set of rules for domains that an authority names says which. */
const isException = ({ Tags: tags }: Record<string, unknown>): boolean =>
  [tags ?? []].flat().some((tag) => isObject(tag) && tag['Key'] === 'tls-optional' && tag['Value'] !== '');

const sets: Check = (template) =>
  template.ofType('AWS::SES::ConfigurationSet').flatMap(({ id, properties }) => {
    const delivery = isObject(properties['DeliveryOptions']) ? properties['DeliveryOptions'] : {};
    const heard = template
      .ofType('AWS::SES::ConfigurationSetEventDestination')
      .filter((each) => template.named(each.properties['ConfigurationSetName'])?.id === id)
      .flatMap((each) => eventsOf(each.properties));
    return faults(id, 'letters', [
      [delivery['TlsPolicy'] !== 'REQUIRE' && !isException(properties), 'a letter may go without TLS'],
      [properties['TrackingOptions'] !== undefined, 'it tracks who reads'],
      [!followed.every((event) => heard.includes(event)), 'nobody hears what becomes of a letter'],
    ]);
  });

const identities: Check = (template) =>
  template.ofType('AWS::SES::EmailIdentity').flatMap(({ id, properties }) => {
    const isOn = (name: string, key: string) => {
      const said = properties[name];
      return isObject(said) && said[key] !== undefined && said[key] !== false;
    };
    return faults(id, 'sender', [
      [!isOn('DkimSigningAttributes', 'NextSigningKeyLength'), 'its letters are not signed'],
      [!isOn('MailFromAttributes', 'MailFromDomain'), 'its letters return to a domain of SES'],
      [
        !isOn('ConfigurationSetAttributes', 'ConfigurationSetName'),
        'it may send without the rules for letters',
      ],
    ]);
  });

export const mail: Check[] = [events, sets, identities];
