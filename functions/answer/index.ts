// Lambda entry of answer: the function URL that links in letters lead to.
import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda';
import { answering } from '../../shared/adapters/answering.ts';
import { bundledPolicy, environment } from '../../shared/adapters/surroundings.ts';
import { lambdaWatch, systemClock } from '../../shared/adapters/watch.ts';
import { HEADERS } from './frame.ts';
import type { Asked } from './handler.ts';
import { answer } from './handler.ts';
import { refusalPage } from './refusal.ts';

const around = environment('TABLE_NAME', 'NOTIFICATIONS_QUEUE_URL');
const watch = lambdaWatch();
const needs = {
  policy: bundledPolicy(__dirname),
  ...answering(around.TABLE_NAME, around.NOTIFICATIONS_QUEUE_URL),
  clock: systemClock,
  watch,
};

export async function handler(event: LambdaFunctionURLEvent): Promise<LambdaFunctionURLResult> {
  try {
    const reply = await answer(asked(event), needs);
    if ('location' in reply)
      return { statusCode: reply.status, headers: { ...HEADERS, location: reply.location } };
    const isHead = event.requestContext.http.method === 'HEAD';
    const allow = reply.status === 405 ? { allow: 'GET, HEAD, POST' } : {};
    return {
      statusCode: reply.status,
      headers: { ...HEADERS, ...allow },
      ...(!isHead && { body: reply.html }),
    };
  } catch (error) {
    // Somebody waits for a page: it says that nothing was recorded, and whom to telephone.
    watch.alarm('answer failed', { why: (error as Error).name });
    const { status, html } = refusalPage('busy', needs.policy);
    return { statusCode: status, headers: { ...HEADERS, 'retry-after': '60' }, body: html };
  } finally {
    watch.publish();
  }
}

/** More than the longest answer; what is longer is no answer. */
const LONGEST_BODY = 20_000;

function asked({
  rawPath,
  rawQueryString,
  headers,
  requestContext,
  body = '',
  isBase64Encoded,
}: LambdaFunctionURLEvent): Asked {
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
  return {
    method: requestContext.http.method,
    path: rawPath,
    query: new URLSearchParams(rawQueryString),
    headers,
    body: text.length > LONGEST_BODY ? '' : text,
  };
}
