// One execution environment of one function: loads the deployed bundle unchanged, then answers one event at a time.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { compileFunction, constants } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer, Birth, Order } from './order.ts';
import { liveIn, virtualNow } from './virtual-date.ts';

const { file, handlerName, shared, functionName, functionArn, memory, logGroup }: Birth = workerData;
const post = (answer: Answer) => parentPort?.postMessage(answer);

liveIn(virtualNow(shared));

try {
  const handler = load();
  parentPort?.on('message', (order: Order) => void answer(handler, order));
  post({ is: 'ready' });
} catch (error) {
  post({ is: 'failed', survives: false, ...described(error) });
}

// The folder round the asset may call itself a package of ES modules; on Lambda nothing is round it.
function load(): (event: unknown, context: object) => unknown {
  const module: { exports: Record<string, unknown> } = { exports: {} };
  compileFunction(readFileSync(file, 'utf8'), ['exports', 'require', 'module', '__filename', '__dirname'], {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  })(module.exports, createRequire(file), module, file, dirname(file));
  const handler = module.exports[handlerName];
  if (typeof handler !== 'function') throw new TypeError(`index.${handlerName} is undefined or not exported`);
  return (event, context) => handler(event, context);
}

async function answer(handler: ReturnType<typeof load>, order: Order): Promise<void> {
  const deadline = performance.now() + order.timeout;
  try {
    const result = await handler(JSON.parse(order.event), {
      awsRequestId: order.requestId,
      functionName,
      functionVersion: '$LATEST',
      invokedFunctionArn: functionArn,
      memoryLimitInMB: String(memory),
      logGroupName: logGroup,
      logStreamName: 'one-machine',
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, Math.floor(deadline - performance.now())),
    });
    post({ is: 'answered', requestId: order.requestId, result: JSON.stringify(result) });
  } catch (error) {
    post({ is: 'failed', survives: true, ...described(error) });
  }
}

function described(error: unknown): { errorType: string; message: string; trace: string } {
  if (error instanceof Error) {
    return { errorType: error.name, message: error.message, trace: error.stack ?? '' };
  }
  return { errorType: 'Error', message: String(error), trace: '' };
}
