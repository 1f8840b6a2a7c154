// Where alarms go: the second channel, which must work when mail does not.
import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

export class AlarmTopic extends Topic {
  constructor(scope: Construct, id: string, key: IKey, readers: readonly string[]) {
    super(scope, id, { masterKey: key, enforceSSL: true });
    for (const reader of readers)
      acknowledge(this.addSubscription(new EmailSubscription(reader)), {
        'Serverless-SNSRedrivePolicy':
          'News that an alarm could not be delivered would go the same way; the alarm stays red on the dashboard.',
      });
    // A topic with a policy of its own admits only whom that policy names, this account's alarms included.
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsPublish',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
      }),
    );
  }
}
