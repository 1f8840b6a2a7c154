// What a receiver gets in hand for a message: good for the receive that it came from, not for an earlier one.

export interface Receipt {
  queue: string;
  messageId: string;
  receiveCount: number;
}

export function writeReceipt({ queue, messageId, receiveCount }: Receipt): string {
  return Buffer.from(`${queue} ${messageId} ${receiveCount}`).toString('base64');
}

/** Nothing, where it is not a receipt at all. */
export function readReceipt(handle: string): Receipt | undefined {
  const found = /^(\S+) (\S+) (\d+)$/.exec(Buffer.from(handle, 'base64').toString('utf8'));
  const [, queue, messageId, receiveCount] = found ?? [];
  if (queue === undefined || messageId === undefined) return undefined;
  return { queue, messageId, receiveCount: Number(receiveCount) };
}
