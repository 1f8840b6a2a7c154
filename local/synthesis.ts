// Synthesizes one authority's stack in a thread of its own, so that the CDK leaves nothing behind in a long-lived process.
import { Worker } from 'node:worker_threads';
import type { SynthesizedStack } from '../infra/assembly.ts';

export interface SynthesisOrder {
  authority: string;
  outdir: string;
  /** False: without the console of a deployment, whatever the file says. */
  console?: false;
}

export type SynthesisAnswer = { stack: SynthesizedStack } | { refused: string };

/** Throws an Error of one line for each fault where the authority's file or the code is at fault. */
export async function synthesizeApart(order: SynthesisOrder): Promise<SynthesizedStack> {
  const worker = new Worker(new URL('./synthesis-worker.ts', import.meta.url), {
    workerData: order,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const answer = await new Promise<SynthesisAnswer>((resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
    worker.once('exit', () => reject(new Error('The synthesis ended without a word.')));
  });
  await worker.terminate();
  if ('refused' in answer) throw new Error(answer.refused);
  return answer.stack;
}
