// Lambda entry of console: the load balancer that signs readers on.
import type { ALBEvent, ALBResult } from 'aws-lambda';
import { episodesToShow, readsOnAws } from '../../shared/adapters/episodes-to-show.ts';
import { queueDepths } from '../../shared/adapters/queue-depths.ts';
import { bundledPolicy, environment } from '../../shared/adapters/surroundings.ts';
import { lambdaWatch, systemClock } from '../../shared/adapters/watch.ts';
import { balancerKeys } from './balancer-keys.ts';
import { askedOf } from './event.ts';
import type { Needs } from './handler.ts';
import { busy, show } from './handler.ts';

const around = environment('TABLE_NAME', 'QUEUES', 'LOAD_BALANCER_ARN', 'AWS_REGION');
const watch = lambdaWatch();
const policy = bundledPolicy(__dirname);
const option = policy.deployment?.console;
if (!option) throw new Error('The authority has no console');
const needs: Needs = {
  seen: {
    policy,
    now: systemClock.now,
    ...episodesToShow(around.TABLE_NAME, readsOnAws()),
    queues: queueDepths(JSON.parse(around.QUEUES)),
  },
  watch,
  option,
  signer: around.LOAD_BALANCER_ARN,
  keyOf: balancerKeys(around.AWS_REGION),
};

export async function handler(event: ALBEvent): Promise<ALBResult> {
  const asked = askedOf(event);
  const reply = await show(asked, needs).catch((error: Error) => {
    watch.alarm('console failed', { why: error.name });
    return busy();
  });
  return {
    statusCode: reply.status,
    headers: reply.headers as Record<string, string>,
    body: asked.method === 'HEAD' ? '' : reply.body,
    isBase64Encoded: false,
  };
}
