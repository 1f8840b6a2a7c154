// A storm of notifications: children who go missing and are found, in disorder, twice, and with poison among them.
import type { Dice } from '../faults/dice.ts';

export interface Storm {
  bodies: string[];
  children: number;
  /** How many different bodies nobody can read. */
  poison: number;
}

/** Where the torture's clock stands when it begins; everything has happened by then. */
export const BEGINS = '2026-11-20T12:00:00.000Z';
const SOURCE = 'urn:police:kent:compact';
const AUTHORITY = 'E10000016';

/** About so many notifications, in an order of their own. */
export function storm(count: number, dice: Dice): Storm {
  const bodies: string[] = [];
  const poisons = new Set<string>();
  let children = 0;
  while (bodies.length < count) {
    children += 1;
    const told = ofOneChild(children, dice);
    bodies.push(...told);
    if (dice.chance(0.3)) bodies.push(told[dice.below(told.length)] ?? '');
    if (dice.chance(0.05)) {
      const body = `{"specversion": "1.0", "id": "poison-${children}`;
      poisons.add(body);
      bodies.push(body);
    }
  }
  return { bodies: shuffled(bodies, dice), children, poison: poisons.size };
}

function ofOneChild(n: number, dice: Dice): string[] {
  const subject = `TO-${n}`;
  const person = {
    givenName: `Sample${n}`,
    familyName: `Example${n}`,
    dateOfBirth: dice.oneOf(['2012-05-14', '2014-11-21', '2018-02-03']),
  };
  const said = (type: string, time: string, data: object) =>
    JSON.stringify({
      specversion: '1.0',
      id: `${type}-${n}`,
      source: SOURCE,
      type,
      subject,
      time,
      datacontenttype: 'application/json',
      data: { authority: AUTHORITY, ...data },
    });
  const risk = dice.oneOf(['medium', 'high', 'low']);
  const reported = said('missing.reported', '2026-11-20T11:40:00Z', {
    person,
    risk,
    category: 'missing',
    lastSeenAt: '2026-11-20T10:30:00Z',
  });
  const updated = said('missing.updated', '2026-11-20T11:50:00Z', { policeArea: 'E23000032', risk: 'high' });
  const found = said('missing.found', '2026-11-20T11:55:00Z', {
    outcome: 'found',
    locatedAt: '2026-11-20T11:45:00Z',
    seenByPoliceAt: '2026-11-20T11:50:00Z',
  });
  return [reported, ...(dice.chance(0.3) ? [updated] : []), ...(dice.chance(0.4) ? [found] : [])];
}

function shuffled<T>(all: readonly T[], dice: Dice): T[] {
  const left = [...all];
  for (let i = left.length - 1; i > 0; i--) {
    const j = dice.below(i + 1);
    [left[i], left[j]] = [left[j] as T, left[i] as T];
  }
  return left;
}
