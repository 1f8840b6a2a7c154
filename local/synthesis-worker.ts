// The thread in which the CDK runs.
import { parentPort, workerData } from 'node:worker_threads';
import { synthesize } from '../infra/synthesize.ts';
import type { SynthesisAnswer, SynthesisOrder } from './synthesis.ts';

const { authority, ...rest }: SynthesisOrder = workerData;

parentPort?.postMessage(await answer());

async function answer(): Promise<SynthesisAnswer> {
  try {
    // Templates are validated by the tests and before a deployment; here they are run, or read.
    const { stacks } = await synthesize({ ...rest, authorities: [authority], validate: false });
    const [stack] = stacks;
    return stack ? { stack } : { refused: `There is no stack for ${authority}.` };
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}
