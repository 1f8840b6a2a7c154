// The pages of the console as its function reads them, under its own role: what signs readers on is not on one machine.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { show } from '../../functions/console/handler.ts';
import type { Machine } from '../../local/machine.ts';
import type { Assembly } from '../../local/stack/assembly.ts';
import { episodesToShow, readsOnAws } from '../../shared/adapters/episodes-to-show.ts';
import { queueDepths } from '../../shared/adapters/queue-depths.ts';
import { BALANCER, NOW, publicKeyOf, tokenOf } from '../console/balancer.ts';
import { option } from '../console/option.ts';
import { procedure } from '../situations/playing.ts';
import { guardOf } from './stack.ts';
import { as } from './story.ts';

/** Whether it could read all that they show. */
export async function lookAtConsole(machine: Machine, assembly: Assembly): Promise<boolean> {
  const { declared } = guardOf(assembly);
  const own = declared.functions.find(({ Environment }) => 'LOAD_BALANCER_ARN' in Environment.Variables);
  if (!own) return false;
  const role = own.Role.slice(own.Role.lastIndexOf('/') + 1);
  const { TABLE_NAME = '', QUEUES = '{}' } = own.Environment.Variables;
  const urls = Object.entries(JSON.parse(QUEUES) as Record<string, string>);
  const here = urls.map(([name, url]) => [name, `${machine.endpoint}${new URL(url).pathname}`]);
  const client = new DynamoDBClient(as(machine, role));
  const sqs = new SQSClient(as(machine, role));
  const needs = {
    seen: {
      policy: procedure('darlington'),
      now: () => NOW,
      ...episodesToShow(TABLE_NAME, readsOnAws(client)),
      queues: queueDepths(Object.fromEntries(here), sqs),
    },
    watch: { note: () => undefined },
    option,
    signer: BALANCER,
    keyOf: publicKeyOf,
  };
  const headers = { host: option.name, 'x-amzn-oidc-data': tokenOf() };
  try {
    for (const path of ['/', '/episode', '/queues']) {
      const query = new URLSearchParams(path === '/episode' ? { ref: 'ME-1' } : {});
      const { status } = await show({ method: 'GET', path, query, headers }, needs);
      if (status !== 200) return false;
    }
    return true;
  } finally {
    client.destroy();
    sqs.destroy();
  }
}
