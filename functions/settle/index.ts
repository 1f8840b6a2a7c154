// Lambda entry of settle: the wake-ups queue, one record at a time.
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { answerKey } from '../../shared/adapters/answer-key.ts';
import { tableEndings } from '../../shared/adapters/endings.ts';
import { episodesTable } from '../../shared/adapters/episodes-table.ts';
import { postOffice } from '../../shared/adapters/post-office.ts';
import { bundledPolicy, environment } from '../../shared/adapters/surroundings.ts';
import { scheduledWakeUps } from '../../shared/adapters/wake-ups.ts';
import { lambdaWatch, systemClock } from '../../shared/adapters/watch.ts';
import { later } from '../../shared/core/instant.ts';
import { eachMessage } from '../receive/each-message.ts';
import { settle } from './handler.ts';
import { recordIn } from './wake-up.ts';

const around = environment(
  'TABLE_NAME',
  'WAKE_UPS_QUEUE_URL',
  'WAKE_UPS_QUEUE_ARN',
  'WAKE_UPS_SCHEDULE_GROUP',
  'WAKE_UPS_SCHEDULER_ROLE_ARN',
  'WAKE_UPS_DEAD_LETTER_ARN',
  'MAIL_CONFIGURATION_SET',
);
const policy = bundledPolicy(__dirname);
const domains = policy.mail.tlsOptional;
const tlsOptional = domains && {
  domains,
  configurationSet: environment('MAIL_CONFIGURATION_SET_TLS_OPTIONAL').MAIL_CONFIGURATION_SET_TLS_OPTIONAL,
};
/** Left out where letters carry no links to answer by. */
const answerUrl = process.env['ANSWER_URL'];
/** Left out where there is no morning digest. */
const openIndex = process.env['OPEN_INDEX'];
const watch = lambdaWatch();
const needs = {
  policy,
  episodes: episodesTable({ name: around.TABLE_NAME, ...(openIndex && { openIndex }) }),
  endings: tableEndings({ name: around.TABLE_NAME }),
  wakeUps: scheduledWakeUps(around.WAKE_UPS_QUEUE_URL, {
    queueArn: around.WAKE_UPS_QUEUE_ARN,
    group: around.WAKE_UPS_SCHEDULE_GROUP,
    roleArn: around.WAKE_UPS_SCHEDULER_ROLE_ARN,
    deadLetterArn: around.WAKE_UPS_DEAD_LETTER_ARN,
  }),
  post: postOffice(around.MAIL_CONFIGURATION_SET, undefined, tlsOptional),
  clock: systemClock,
  watch,
  hearsOfLetters: true,
  ...(answerUrl && { answerPage: { url: answerUrl, key: answerKey(around.TABLE_NAME) } }),
};

export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const answer = await eachMessage(
    event,
    async ({ messageId, body }) => {
      const record = recordIn(body);
      if (record === undefined) return watch.alarm('wake-up not understood', { queued: messageId });
      const deadline = later(systemClock.now(), context.getRemainingTimeInMillis());
      await settle(record, { ...needs, deadline, run: context.awsRequestId });
    },
    ({ body }, why) => watch.alarm('record not settled yet', { record: recordIn(body) ?? '', why }),
  );
  watch.publish();
  return answer;
}
