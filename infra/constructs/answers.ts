// The way to answer a letter: one page at an address of its own, whose links carry their own proof.
import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Code, FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { CustomerKey } from './customer-key.ts';
import type { Episodes } from './episodes.ts';
import { HomewardFunction, toSend } from './function.ts';
import type { Intake } from './intake.ts';
import type { WakeUps } from './wake-ups.ts';

export interface AnswersProps {
  authority: string;
  answer: Code;
  key: CustomerKey;
  episodes: Episodes;
  intake: Intake;
  wakeUps: WakeUps;
}

export class Answers extends Construct {
  readonly answer: HomewardFunction;
  /** Ends in a slash. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: AnswersProps) {
    super(scope, id);
    const { key, episodes, intake, wakeUps } = props;
    const { queue } = intake.notifications;
    this.answer = new HomewardFunction(this, 'Answer', {
      authority: props.authority,
      name: 'answer',
      code: props.answer,
      key,
      // A reader waits; what takes longer is given up, and the page says that nothing was recorded.
      timeout: Duration.seconds(10),
      fedBy: 'address',
      environment: {
        TABLE_NAME: episodes.table.tableName,
        NOTIFICATIONS_QUEUE_URL: queue.queueUrl,
      },
      may: [
        new PolicyStatement({
          actions: ['dynamodb:GetItem'],
          resources: [episodes.table.tableArn],
          // Records and the key of links: neither the messages as they came nor who is who.
          conditions: {
            'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['record#*', 'control#answer-key'] },
          },
        }),
        key.toReadRecords(),
        toSend(queue),
        key.toSend(),
      ],
    });
    this.url = this.answer.lambda.addFunctionUrl({ authType: FunctionUrlAuthType.NONE }).url;
    for (const permission of ['invoke-function-url', 'invoke-function']) {
      acknowledge(this.answer.lambda.node.findChild(permission), {
        'NIST.800.53.R5-LambdaFunctionPublicAccessProhibited': publicPage,
      });
    }
    // The two that work with answers learn of them afterwards: each is there before the page, which needs their queue.
    wakeUps.settle.lambda.addEnvironment('ANSWER_URL', this.url);
    intake.receive.lambda.addEnvironment('ANSWER_ROLE_ID', this.answer.role.roleId);
  }
}

const publicPage =
  'Readers have no account with AWS: each link is signed for one letter in one mailbox, and checked before anything is read.';
