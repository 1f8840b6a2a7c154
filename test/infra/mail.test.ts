// How letters leave: over TLS, followed to the mailbox, with nobody silently struck from the list.
import { describe, expect, it } from 'vitest';
import { exampleStack, ofType, only, saltmarsh } from './example-stack.ts';

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
