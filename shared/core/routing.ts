// Who a letter is for: roles and routing tables become addressees (facts), addressees become mailboxes (the directory, now).
import { inOfficeHours } from './calendar.ts';
import type { Answer, Reason, Situation } from './condition.ts';
import { evaluate } from './condition.ts';
import type { Child } from './facts.ts';
import { plainly } from './in-words.ts';
import type { Instant } from './instant.ts';
import { earliest, latest } from './instant.ts';
import type { Condition, Policy, Recipient, Role, Version } from './policy.ts';
import { authoritiesSaid } from './questions.ts';
import type { Known } from './statements.ts';
import { lastHeard } from './statements.ts';

/** A role on one episode. A keyworker's name changes the addressee, a role's new mailbox does not. */
export interface Addressee {
  role: Role;
  /** What stands in the action's id. */
  key: string;
  clauses: readonly string[];
  why: readonly Reason[];
  knownAt?: Instant;
  /** For another authority: its GSS code. */
  authority?: string;
  withheld?: Withheld;
}

/** Who is not written to, and why. */
export interface Withheld {
  from: Role;
  because: string;
}

/** The role that everything falls to which is nobody else's. */
export const FRONT_DOOR: Role = 'front-door';

/** Everybody whom a rule tells of an episode, by role, without repeats. `everybodyTold` is not answered here. */
export function addressees(
  to: readonly Recipient[],
  version: Version,
  on: Situation,
  { authorities }: Pick<Policy, 'authorities'>,
): Addressee[] {
  const named = to
    .flatMap((recipient): Addressee[] => {
      if ('role' in recipient) return onCondition(recipient, on);
      if ('route' in recipient) return route(recipient.route, version, on);
      if ('everyAuthority' in recipient) return everyAuthority(authorities);
      return [];
    })
    .map((addressee) => unlessWithheld(addressee, version, on));
  if (named.length === 1) return named;
  const byKey = new Map<string, Addressee>();
  for (const each of named) {
    const before = byKey.get(each.key);
    // Who is told by two rows is told by the one that was known first.
    const first = !before || (each.knownAt ?? '') < (before.knownAt ?? '') ? each : before;
    const withheld = before?.withheld ?? each.withheld;
    const why = [...(before?.why ?? []), ...each.why];
    byKey.set(each.key, { ...first, why, ...(withheld && { withheld }) });
  }
  return [...byKey.values()];
}

function onCondition({ role, when }: { role: Role; when?: Condition }, on: Situation): Addressee[] {
  const found = evaluate(when, on);
  if (found.is === 'no') return [];
  const { knownAt } = found;
  return addressee(role, on, { clauses: [], why: reasonOf(found), ...(knownAt && { knownAt }) });
}

/** Who is told in every case is told for no reason of its own. */
const reasonOf = ({ why, asked }: Answer): Reason[] => (why ? [{ why, ...(asked && { asked }) }] : []);

/** Those with an address: a list of three hundred telephone calls would be none. */
const everyAuthority = (authorities: Policy['authorities']): Addressee[] =>
  Object.keys(authorities)
    .filter((code) => authorities[code]?.address)
    .map((code) => ({
      role: EVERY_AUTHORITY,
      key: `${EVERY_AUTHORITY}=${code}`,
      authority: code,
      clauses: [],
      why: [],
    }));

/** What may not be sent to a role goes to the front door, where a person decides; what is not certain, too. */
function unlessWithheld(to: Addressee, { withhold }: Version, on: Situation): Addressee {
  const withholding = withhold.find(
    (each) => each.from.includes(to.role) && evaluate(each.when, on).is !== 'no',
  );
  if (!withholding) return to;
  const why = `not sent to the ${plainly(to.role)}, because ${withholding.because}: please decide who is told`;
  const { authority: _, ...rest } = to;
  const clauses = [...new Set([...to.clauses, ...withholding.clauses])];
  const withheld = { from: to.role, because: withholding.because };
  return { ...rest, role: FRONT_DOOR, key: FRONT_DOOR, clauses, why: [...to.why, { why }], withheld };
}

/** A row is reached once it is known that none above it holds for sure. */
function route(name: string, version: Version, on: Situation): Addressee[] {
  const rows = version.routes[name];
  if (!rows) throw new Error(`There is no routing table ${name}`);
  const found: Addressee[] = [];
  let reachedAt: Instant | undefined;
  for (const row of rows) {
    const answer = evaluate(row.when, on);
    reachedAt = latest([reachedAt, answer.knownAt].flatMap((at) => at ?? []));
    if (answer.is === 'no') continue;
    const because = {
      clauses: row.clauses,
      why: reasonOf(answer),
      ...(reachedAt && { knownAt: reachedAt }),
    };
    found.push(...row.to.flatMap((role) => addressee(role, on, because)));
    if (answer.is === 'yes') break;
  }
  return found;
}

function addressee(role: Role, on: Situation, because: Omit<Addressee, 'role' | 'key'>): Addressee[] {
  const { child } = on;
  if (role === 'keyworker' || role === 'keyworker-team') {
    const mailbox = role === 'keyworker' ? child.keyworker : child.keyworkerTeam;
    // Whether there is a case, nobody knows: where no keyworker is named, there may be none to pass a letter on to.
    if (child.status.value === 'unknown' && !mailbox) return [];
    // Without one, that there is a case makes it a letter to pass on, or that there is nobody any more.
    const goneAt = lastHeard(
      [child.case],
      [role === 'keyworker' ? 'keyworker.email' : 'keyworker.teamEmail'],
    );
    const heardAt = mailbox ? [mailbox.knownAt] : [child.status.knownAt, goneAt];
    const knownAt = latest([...heardAt, because.knownAt].flatMap((at) => at ?? []));
    return [
      { role, key: `${role}=${digest(mailbox?.value ?? '')}`, ...because, ...(knownAt && { knownAt }) },
    ];
  }
  const named = AUTHORITIES_NAMED[role]?.(on);
  if (named) {
    const codes = new Set(named.flatMap(({ value }) => (value === child.authority ? [] : (value ?? []))));
    return [...codes].sort().map((code) => {
      const known = earliest(named.filter(({ value }) => value === code).map((each) => each.knownAt));
      const knownAt = latest([known, because.knownAt].flatMap((at) => at ?? []));
      return { role, key: `${role}=${code}`, authority: code, ...because, ...(knownAt && { knownAt }) };
    });
  }
  return [{ role, key: role, ...because }];
}

/** Roles that are other authorities, and whom the sources name as such. */
const AUTHORITIES_NAMED: Readonly<Record<Role, (on: Situation) => readonly Known<string | undefined>[]>> = {
  'placing-authority': ({ absence, child }) => [...absence.responsible, ...child.responsible],
  'host-authority': (on) => authoritiesSaid('hostAuthority', on),
  'receiving-authority': (on) => authoritiesSaid('found.foundInAuthority', on),
};

const EVERY_AUTHORITY: Role = 'every-authority';

/** A mailbox for a role at this moment, and a note where it is not the role's own. */
export interface Delivery {
  mailbox: string;
  note?: string;
}

/** The address in force now. Where a role has none that may be used, the front door's, saying so. */
export function deliveryOf(
  to: { role: Role; authority?: string },
  child: Pick<Child, 'keyworker' | 'keyworkerTeam'> | undefined,
  policy: Policy,
  now: Instant,
): Delivery {
  const elsewhere = (note: string): Delivery => ({ mailbox: ownMailbox(FRONT_DOOR, policy, now), note });
  if (to.role === 'keyworker' || to.role === 'keyworker-team') {
    const address = (to.role === 'keyworker' ? child?.keyworker : child?.keyworkerTeam)?.value;
    const whom = to.role === 'keyworker' ? 'the keyworker' : "the keyworker's team";
    if (!address)
      return elsewhere(
        `This is for ${whom}, whose address the case system has not given. Please pass it on.`,
      );
    if (!isAllowed(address, policy)) {
      return elsewhere(
        `This is for ${whom}, whose address is outside the allowed domains. Please pass it on.`,
      );
    }
    return { mailbox: address };
  }
  if (to.authority !== undefined) {
    const other = policy.authorities[to.authority];
    if (other?.address) return { mailbox: other.address };
    const name = other ? `${other.name} (${to.authority})` : `authority ${to.authority}`;
    return elsewhere(
      `This is for ${name}, whose address is not in the directory. Please telephone that authority now.`,
    );
  }
  if (!policy.directory[to.role])
    return elsewhere(`This is for ${to.role}, a role without an address. Please pass it on.`);
  return { mailbox: ownMailbox(to.role, policy, now) };
}

/** Who is told instead of a role whose mailbox refuses, in turn: its deputy, the front door, the front door's deputies. Nobody twice. */
export function successionOf(role: Role, policy: Policy): Role[] {
  const { directory } = policy;
  const line = new Set<Role>();
  const deputy = directory[role]?.deputy;
  if (deputy) line.add(deputy);
  const seen = new Set<Role>();
  for (let next: Role | undefined = FRONT_DOOR; next && !seen.has(next); next = directory[next]?.deputy) {
    seen.add(next);
    line.add(next);
  }
  line.delete(role);
  return [...line];
}

export function isAllowed(address: string, policy: Policy): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return policy.mail.allowedDomains.includes(domain);
}

function ownMailbox(role: Role, policy: Policy, now: Instant): string {
  const entry = policy.directory[role];
  if (!entry) throw new Error(`The directory has no ${role}`);
  return entry.outOfHours && !inOfficeHours(policy.calendar, now) ? entry.outOfHours : entry.address;
}

/** A short name for a mailbox in an id, so that ids hold no address: 53 bits of cyrb53, in base 36. */
export function digest(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}
