// How every AWS client waits and tries again: time-outs are ours and short, the durable retry is the queue's.
export const patience = {
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
  maxAttempts: 3,
};

/** Mail has no idempotency token: the SDK's own attempts could send a letter three times. */
export const onceOnly = { ...patience, maxAttempts: 1 };
