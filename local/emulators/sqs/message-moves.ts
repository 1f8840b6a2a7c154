// A dead-letter queue's messages sent back to where they came from: here the move is over before it is answered.
import type { Parameters } from '../wire/parameters.ts';
import type { Sqs } from './sqs.ts';
import { resourceNotFound } from './sqs-errors.ts';

interface Move {
  status: 'COMPLETED';
  source: string;
  destination?: string | undefined;
  moved: number;
}

// A record for the process's lifetime: what matters, the moved messages, is on disk.
const moves = new WeakMap<Sqs, Move[]>();

export function startMove(sqs: Sqs, input: Parameters): { TaskHandle: string } {
  const source = input.text('SourceArn');
  if (sqs.deadLetterSources(source).length === 0) {
    throw resourceNotFound('Source queue must be configured as a Dead Letter Queue.');
  }
  const destination = input.optionalText('DestinationArn');
  const moved = sqs.moveMessages(source, destination);
  const known = moves.get(sqs) ?? [];
  moves.set(sqs, known);
  known.unshift({ status: 'COMPLETED', source, destination, moved });
  return { TaskHandle: Buffer.from(`${source} ${known.length}`).toString('base64') };
}

export function listMoves(sqs: Sqs, input: Parameters) {
  const source = input.text('SourceArn');
  sqs.reference(source);
  const most = input.wholeNumber('MaxResults', { min: 1, max: 10 }) ?? 1;
  const found = (moves.get(sqs) ?? []).filter((move) => move.source === source).slice(0, most);
  return {
    Results: found.map(({ status, moved, destination }) => ({
      Status: status,
      SourceArn: source,
      DestinationArn: destination,
      ApproximateNumberOfMessagesMoved: moved,
      ApproximateNumberOfMessagesToMove: moved,
    })),
  };
}
