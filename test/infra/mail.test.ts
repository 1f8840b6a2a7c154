// How letters leave: over TLS, followed to the mailbox, with nobody silently struck from the list.
import { describe, expect, it } from 'vitest';
import { exampleStack, ofType, only, outputs, saltmarsh } from './example-stack.ts';

const stack = exampleStack();
const { properties: rules } = only(stack, 'AWS::SES::ConfigurationSet');

describe('a letter', () => {
  it('goes over TLS or not at all', () => {
    expect(rules['DeliveryOptions']).toMatchObject({ TlsPolicy: 'REQUIRE' });
  });

  it('that is not delivered within the hour counts as bounced', () => {
    expect(rules['DeliveryOptions']).toMatchObject({ MaxDeliverySeconds: 3600 });
  });

  it('is sent to an address that bounced before, or that looks wrong to SES', () => {
    expect(rules['SuppressionOptions']).toMatchObject({
      SuppressedReasons: [],
      ValidationOptions: { ConditionThreshold: { ConditionThresholdEnabled: 'DISABLED' } },
    });
  });

  it('is not tracked: who opened it is nobody else’s business', () => {
    expect(rules['TrackingOptions']).toBeUndefined();
    expect(JSON.stringify(ofType(stack, 'AWS::SES::ConfigurationSetEventDestination'))).not.toMatch(
      /open"|click"/,
    );
  });

  it('comes from the domain of the authority', () => {
    expect(only(stack, 'AWS::SES::EmailIdentity').properties['EmailIdentity']).toBe('saltmarsh.example');
  });

  it('is signed by that domain and returns to it, or goes all the same', () => {
    expect(only(stack, 'AWS::SES::EmailIdentity').properties).toMatchObject({
      DkimSigningAttributes: { NextSigningKeyLength: 'RSA_2048_BIT' },
      MailFromAttributes: {
        MailFromDomain: 'homeward.saltmarsh.example',
        BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
      },
    });
  });

  it('is sent under the rules for letters even if a sender forgets to name them', () => {
    expect(only(stack, 'AWS::SES::EmailIdentity').properties['ConfigurationSetAttributes']).toEqual({
      ConfigurationSetName: { Ref: only(stack, 'AWS::SES::ConfigurationSet').id },
    });
  });

  it('is trusted once the owner of the domain has written five records, which the stack names', () => {
    const records = Object.entries(outputs(saltmarsh)).filter(([name]) => name.startsWith('DnsRecord'));
    expect(records).toHaveLength(5);
    expect(records.map(([, value]) => JSON.stringify(value)).join()).toMatch(
      /CNAME.*CNAME.*CNAME.*homeward\.saltmarsh\.example MX 10 .*homeward\.saltmarsh\.example TXT/,
    );
  });

  it('reports what becomes of it, each way that it can end', () => {
    const destination = only(
      stack,
      'AWS::SES::ConfigurationSetEventDestination',
      'MailConfigurationSetEvents',
    );
    expect(destination.properties['EventDestination']).toMatchObject({
      MatchingEventTypes: [
        'send',
        'delivery',
        'deliveryDelay',
        'bounce',
        'complaint',
        'reject',
        'renderingFailure',
      ],
    });
    expect(only(stack, 'AWS::Events::Rule').properties['EventPattern']).toMatchObject({
      'detail-type': [
        'Email Sent',
        'Email Delivered',
        'Email Delivery Delayed',
        'Email Bounced',
        'Email Complaint Received',
        'Email Rejected',
        'Email Rendering Failed',
      ],
    });
  });
});

describe('an authority whose sender is not one bare address', () => {
  it('gets no stack', () => {
    const from = 'Missing Children <missing@saltmarsh.example>';
    expect(() => exampleStack({ ...saltmarsh, mail: { from, allowedDomains: [] } })).toThrow(
      'one bare address',
    );
  });
});

describe('a letter to a domain that cannot do TLS, as the authority says', () => {
  const { mail } = saltmarsh;
  const excepting = exampleStack({
    ...saltmarsh,
    mail: {
      ...mail,
      allowedDomains: ['saltmarsh.example', 'estuary.example'],
      tlsOptional: ['estuary.example'],
    },
  });
  const exception = only(excepting, 'AWS::SES::ConfigurationSet', 'MailTlsOptional');

  it('goes under rules of its own, which name that domain', () => {
    expect(exception.properties).toMatchObject({
      DeliveryOptions: { TlsPolicy: 'OPTIONAL', MaxDeliverySeconds: 3600 },
      Tags: expect.arrayContaining([{ Key: 'tls-optional', Value: 'estuary.example' }]),
    });
  });

  it('is followed like any other', () => {
    expect(only(excepting, 'AWS::Events::Rule').properties['EventPattern']).toMatchObject({
      detail: { mail: { tags: { 'ses:configuration-set': [expect.anything(), { Ref: exception.id }] } } },
    });
    const heard = ofType(excepting, 'AWS::SES::ConfigurationSetEventDestination').filter(
      ({ properties }) => JSON.stringify(properties['ConfigurationSetName']) === `{"Ref":"${exception.id}"}`,
    );
    expect(heard).toHaveLength(2);
  });

  it('is counted with the others where it bounces', () => {
    const alarm = ofType(excepting, 'AWS::CloudWatch::Alarm').find(({ properties }) =>
      String(properties['AlarmName']).endsWith(' mail-bounced'),
    );
    const metrics = JSON.stringify(alarm?.properties['Metrics']);
    expect(metrics).toContain('"Expression":"SUM(METRICS())"');
    for (const { id } of ofType(excepting, 'AWS::SES::ConfigurationSet'))
      expect(metrics).toContain(`"Value":{"Ref":"${id}"}`);
  });

  it('leaves every other letter under TLS', () => {
    expect(only(excepting, 'AWS::SES::ConfigurationSet', 'MailConfigurationSet').properties).toMatchObject({
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
    });
    expect(only(excepting, 'AWS::SES::EmailIdentity').properties['ConfigurationSetAttributes']).toEqual({
      ConfigurationSetName: { Ref: expect.stringMatching(/^MailConfigurationSet/) },
    });
  });

  it('may be sent by settle, which is told of these rules only where there are any', () => {
    const told = (stack: typeof excepting) =>
      JSON.stringify(only(stack, 'AWS::Lambda::Function', 'WakeUpsSettleFunction').properties['Environment']);
    expect(told(excepting)).toContain(`"MAIL_CONFIGURATION_SET_TLS_OPTIONAL":{"Ref":"${exception.id}"}`);
    expect(told(stack)).not.toContain('TLS_OPTIONAL');
    expect(JSON.stringify(only(excepting, 'AWS::IAM::Role', 'WakeUpsSettleRole').properties)).toContain(
      `":configuration-set/",{"Ref":"${exception.id}"}`,
    );
  });
});

describe('an authority on trial', () => {
  const pilot = 'pilot@saltmarsh.example';
  const recipients = (policy: Parameters<typeof exampleStack>[0]) =>
    JSON.stringify(exampleStack(policy)).split('"ses:Recipients":').slice(1);

  it('may write to its pilot alone, whatever the code says; any other may write to whoever the file names', () => {
    const onTrial = recipients({
      ...saltmarsh,
      deployment: { ...saltmarsh.deployment, shadow: { to: pilot } },
    });
    expect(onTrial.length).toBeGreaterThan(0);
    expect(onTrial.every((each) => each.startsWith(`["${pilot}"]`))).toBe(true);
    expect(recipients(saltmarsh)).toEqual([]);
  });
});
