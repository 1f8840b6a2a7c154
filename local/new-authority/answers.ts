// What a new authority is asked for: each answer judged by itself, each refusal one line.
import type { LocalDate } from '../../shared/core/instant.ts';
import { closest } from '../../shared/policy/closest.ts';
import { authoritiesOf, nameOf, successorsOf } from '../../shared/policy/every-authority.ts';
import { slugOf } from '../../shared/policy/read.ts';
import { domain, emailAddress, heard } from '../../shared/policy/wording.ts';

export interface Answers {
  /** The file's name, the stack's and the command line's. */
  slug: string;
  code: string;
  /** As letters sign. */
  name: string;
  /** The authority's own domains, the first of which letters come from. */
  domains: readonly string[];
  frontDoor?: string;
  deputy?: string;
  reviewingOfficer?: string;
  /** Gets every letter while the authority is on trial. */
  pilot?: string;
  alarms?: string;
  policeUrn?: string;
  account?: string;
  today: LocalDate;
}

/** A letter first, then letters, digits and single hyphens. */
export function refusedSlug(slug: string): string | undefined {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(slug) && slug.length <= 40 && !RESERVED.includes(slug))
    return undefined;
  const better = slugOf(slug);
  const hint = better !== slug && better !== '' && !RESERVED.includes(better) ? `, such as ${better}` : '';
  return `${JSON.stringify(slug)} cannot be the name of a file and a stack: use small letters, digits and hyphens${hint}`;
}

/** `example` is the manual; the others are folders of what all authorities share. */
const RESERVED = ['example', 'baseline', 'calendars', 'directory'];

export function refusedCode(code: string): string | undefined {
  const known = authoritiesOf('england');
  if (code in known) return undefined;
  const successors = successorsOf(code);
  if (successors.length > 0) {
    const today = successors.map((each) => `${each} (${nameOf(each)})`).join(' or ');
    return `${code} (${nameOf(code)}) has ended: use ${today}`;
  }
  const name = nameOf(code);
  if (name) {
    return `${code} (${name}) is not in England: its guidance and its calendar are not here yet, see authorities/baseline and authorities/calendars`;
  }
  const near = closest(code, Object.keys(known));
  const hint = near ? `, did you mean ${near} (${known[near]})?` : '';
  return `there is no children's services authority ${code}${hint} - authorities/directory/united-kingdom.yaml lists all`;
}

export const refusedDomain = (text: string): string | undefined => refusalBy(domain('A domain.'), text);

export const refusedMailbox = (text: string): string | undefined =>
  refusalBy(emailAddress('An address.'), text);

export function refusedAddress(text: string, domains: readonly string[]): string | undefined {
  const refused = refusedMailbox(text);
  if (refused) return refused;
  const own = text.slice(text.lastIndexOf('@') + 1).toLowerCase();
  if (domains.includes(own)) return undefined;
  return `${text} is outside the authority's own domains (${domains.join(', ')}): use an address in one of them, or name its domain too`;
}

export function refusedAccount(text: string): string | undefined {
  return /^\d{12}$/.test(text) ? undefined : `${text} is not an AWS account: give its twelve digits`;
}

export function refusedUrn(text: string): string | undefined {
  return /^urn:police:[A-Za-z0-9._-]+(:[A-Za-z0-9._-]+)*$/.test(text)
    ? undefined
    : `${text} is not the name of a police source: write it like urn:police:west-midlands:feed`;
}

/** As the Office for National Statistics spells it, where that gives this file's name; else from the file's name. */
export function usualName(slug: string, code: string): string {
  const official = nameOf(code) ?? '';
  if (slugOf(official) === slug) return official;
  return slug
    .split('-')
    .map((word) => (SMALL.includes(word) ? word : word.slice(0, 1).toUpperCase() + word.slice(1)))
    .join(' ');
}

const SMALL = ['and', 'of', 'on', 'the', 'upon', 'with'];

export function refusedName(name: string, slug: string): string | undefined {
  return slugOf(name) === slug
    ? undefined
    : `the name ${JSON.stringify(name)} would call the stack ${slugOf(name)}: use a name that gives ${slug}, or init ${slugOf(name)}`;
}

function refusalBy(
  schema: { safeParse(text: string): { success: boolean; error?: { issues: { message: string }[] } } },
  text: string,
): string | undefined {
  const { success, error } = schema.safeParse(text);
  if (success) return undefined;
  const [first] = heard(error?.issues[0]?.message ?? '');
  return `${text} ${first?.message ?? 'is not understood'}: ${first?.mend ?? 'correct it'}`;
}
