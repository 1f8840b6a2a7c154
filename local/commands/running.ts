// The pipeline that runs on this machine, as .homeward/local.json tells of it.
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { Mistake } from '../scenario.ts';

const schema = z.object({
  pid: z.number(),
  authority: z.string(),
  endpoint: z.url(),
  notificationQueueUrl: z.url(),
  tableName: z.string(),
  data: z.string().optional(),
  outputs: z.record(z.string(), z.string()).default({}),
});

export type Running = z.output<typeof schema>;

/** Throws Mistake where nothing runs. */
export function running(): Running {
  try {
    const found = schema.parse(JSON.parse(readFileSync('.homeward/local.json', 'utf8')));
    process.kill(found.pid, 0);
    return found;
  } catch {
    throw new Mistake('No pipeline runs here: start one with npm start');
  }
}

/** What an AWS client needs to speak to it. On one machine the access key id is the sender's name. */
export const localClient = (endpoint: string, accessKeyId: string) => ({
  endpoint,
  region: 'eu-west-2',
  credentials: { accessKeyId, secretAccessKey: 'local' },
});
