// A dead letter as an operator may see it: which it is, what kind, how old, how often tried. Never what it says.
import { recordIn } from '../../functions/settle/wake-up.ts';
import type { DeadLetterQueue } from '../../shared/adapters/dead-letter-queues.ts';
import type { DeadLetter } from '../../shared/adapters/dead-letters.ts';
import { briefly } from '../../shared/core/calendar.ts';
import type { Policy } from '../../shared/core/policy.ts';

export interface Shown {
  id: string;
  at: string;
  received: number;
  /** Its kind, its source, its record: whatever of these it has. */
  about: string[];
}

export function shown(letter: DeadLetter, { name }: DeadLetterQueue, policy: Policy): Shown {
  const { id, sentAt, received, body, attributes } = letter;
  const reason = attributes['ERROR_CODE'] ?? attributes['ErrorCode'];
  const because = reason !== undefined && /^[\w.:-]{1,60}$/.test(reason) ? [`because of ${reason}`] : [];
  return { id, at: sentAt, received, about: [...aboutOf(name, body, policy), ...because] };
}

export const inOneLine = ({ id, at, received, about }: Shown, { calendar }: Policy): string =>
  `  ${briefly(calendar, at)}  ${id}  received ${received} ${received === 1 ? 'time' : 'times'}${about.length > 0 ? `: ${about.join(', ')}` : ''}`;

function aboutOf(queue: string, body: string, policy: Policy): string[] {
  if (queue === 'sweeps') return ['a sweep'];
  if (queue === 'wake-ups' || queue === 'schedules') {
    const record = recordIn(body);
    return [record === undefined ? 'not a wake-up' : `record ${record}`];
  }
  const said = objectIn(body);
  if (!said) return ['not JSON'];
  if (queue === 'mail-events') return aboutMail(objectIn(said['detail']) ?? {});
  const { type, source } = said;
  return [
    typeof type === 'string' && KINDS.has(type) ? type : 'of no kind that is known',
    policy.sources.some(({ urn }) => urn === source)
      ? `from ${source}`
      : 'from no source that is named in the file',
  ];
}

function aboutMail({ eventType, mail }: Record<string, unknown>): string[] {
  const tags = objectIn(objectIn(mail)?.['tags']) ?? {};
  const [record] = Array.isArray(tags['record']) ? tags['record'] : [];
  return [
    typeof eventType === 'string' && /^[A-Za-z ]{1,20}$/.test(eventType)
      ? eventType
      : 'no event that is known',
    ...(typeof record === 'string' && /^[a-z]-[0-9a-f]{1,64}$/.test(record) ? [`record ${record}`] : []),
  ];
}

const KINDS: ReadonlySet<string> = new Set([
  'missing.reported',
  'missing.updated',
  'missing.found',
  'missing.cancelled',
  'case.updated',
  'interview.recorded',
  'task.recorded',
  'education.absence',
]);

function objectIn(value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== 'string') {
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  }
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
