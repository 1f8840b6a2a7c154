// What a story's messages look like on the queue.
import { instantOf } from '../../shared/core/instant.ts';
import { before } from './procedure.ts';
import type { Data, Happening } from './story.ts';

/** A Friday at noon: every story's second 0. */
export const START = Date.parse('2026-11-20T12:00:00.000Z');

export type Spoken = Extract<Happening, { says: string } | { garbled: string }>;

export const isSpoken = (happening: Happening): happening is Spoken =>
  'says' in happening || 'garbled' in happening;

export function bodyOf(happening: Spoken, index: number): string {
  if ('garbled' in happening) return happening.garbled;
  const { says, by, of, data, second, saidBefore = 0 } = happening;
  const saidAt = START + second * 1_000 - saidBefore * 60_000;
  return JSON.stringify({
    specversion: '1.0',
    id: `m-${index + 1}`,
    source: `urn:${by}:example`,
    type: says,
    time: instantOf(saidAt),
    ...(of && { subject: of }),
    data: { authority: before.authority.code, ...told(data, saidAt) },
  });
}

export const senderOf = (happening: Spoken): string =>
  'by' in happening && happening.by === 'case-system' ? 'case-system' : 'police';

/** Minutes ago become instants. */
function told(data: Data, saidAt: number): Data {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      const minutes =
        typeof value === 'object' && value !== null && 'ago' in value ? Number(value.ago) : undefined;
      return [name, minutes === undefined ? value : instantOf(saidAt - minutes * 60_000)];
    }),
  );
}
