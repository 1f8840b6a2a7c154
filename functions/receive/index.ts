// Lambda entry of receive: the notifications queue and the mail events queue, one message at a time.
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { episodesTable } from '../../shared/adapters/episodes-table.ts';
import { bundledPolicy, environment } from '../../shared/adapters/surroundings.ts';
import { queuedWakeUps } from '../../shared/adapters/wake-ups.ts';
import { lambdaWatch, systemClock } from '../../shared/adapters/watch.ts';
import { eachMessage } from './each-message.ts';
import { receive } from './handler.ts';
import { receiveMailEvent } from './mail-events.ts';

const around = environment('TABLE_NAME', 'WAKE_UPS_QUEUE_URL', 'MAIL_EVENTS_QUEUE_ARN');
/** The unique id of the answer page's role; left out where there is none. */
const answersFrom = process.env['ANSWER_ROLE_ID'];
const watch = lambdaWatch();
const needs = {
  policy: bundledPolicy(__dirname),
  episodes: episodesTable({ name: around.TABLE_NAME }),
  wakeUps: queuedWakeUps(around.WAKE_UPS_QUEUE_URL),
  clock: systemClock,
  watch,
  ...(answersFrom && { answersFrom }),
};

export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const answer = await eachMessage(
    event,
    ({ body, attributes, eventSourceARN }) =>
      eventSourceARN === around.MAIL_EVENTS_QUEUE_ARN
        ? receiveMailEvent(body, needs)
        : receive({ body, senderId: attributes.SenderId }, needs),
    ({ messageId }, why) => watch.alarm('message not received yet', { queued: messageId, why }),
  );
  watch.publish();
  return answer;
}
