// The form of what if: each fault said above it and again beside its field; a time is written part by part, the day first.
import type { Seen } from '../../shared/console/seen.ts';
import { plainly } from '../../shared/core/in-words.ts';
import { capital, escaped } from '../../shared/letters/one-line.ts';
import { listAuthorities } from '../../shared/policy/load.ts';
import type { Fault, Supposed, TIMES } from './supposed.ts';
import { CATEGORIES, RISKS, STATUSES } from './supposed.ts';
import type { Part } from './written-time.ts';
import { PARTS } from './written-time.ts';

type TimeField = (typeof TIMES)[number];
type PlainField = Exclude<keyof Supposed, TimeField>;

const LABELS: Record<keyof Supposed, string> = {
  age: 'Age',
  status: 'Case status',
  risk: 'Risk',
  category: 'Category',
  days: 'Days to follow',
  seen: 'Last seen',
  reported: 'Report received',
  back: 'Found, seen by the police',
};

const faultInWords = ({ field, why }: Fault): string => escaped(`${LABELS[field]} ${why}`);

const idOf = (field: string, part?: Part): string => (part ? `${field}-${part}` : field);

export const problems = (faults: readonly Fault[]): string =>
  `<div class="notice" role="alert"><h2>There is a problem</h2><ul>${faults
    .map((fault) => `<li><a href="#${idOf(fault.field, fault.part)}">${faultInWords(fault)}</a></li>`)
    .join('')}</ul></div>`;

export function form(
  supposed: Supposed,
  authority: string,
  { policy }: Seen,
  faults: readonly Fault[],
): string {
  const faultOf = (field: keyof Supposed) => faults.find((fault) => fault.field === field);
  const faultBeside = (field: keyof Supposed) => {
    const fault = faultOf(field);
    return fault ? `<span class="alert" id="fault-${field}">${faultInWords(fault)}</span>` : '';
  };
  const field = (name: PlainField, hint: string, control: string) =>
    `<p><label for="${name}">${LABELS[name]}<span class="hint">${hint}</span></label>${faultBeside(name)}${control}</p>`;
  const about = (name: PlainField) =>
    `id="${name}" name="${name}"${faultOf(name) ? ` aria-invalid="true" aria-describedby="fault-${name}"` : ''}`;
  const number = (name: PlainField) =>
    `<input ${about(name)} type="text" inputmode="numeric" maxlength="2" class="short" value="${escaped(supposed[name])}">`;
  const select = (name: PlainField, all: readonly string[]) =>
    `<select ${about(name)}>${options(all, supposed[name])}</select>`;
  const time = (name: TimeField, hint: string) => {
    const fault = faultOf(name);
    const described = `hint-${name}${fault ? ` fault-${name}` : ''}`;
    const parts = PARTS.map((part) => {
      const id = idOf(name, part);
      const invalid = fault?.part === part ? ' aria-invalid="true"' : '';
      const keys = part === 'day' || part === 'year' ? ' inputmode="numeric"' : '';
      return `<div><label for="${id}">${capital(part)}</label><input id="${id}" name="${id}" type="text"${keys} maxlength="40" class="${part}" value="${escaped(supposed[name][part])}"${invalid}></div>`;
    });
    return `<fieldset aria-describedby="${described}"><legend>${LABELS[name]}</legend><span class="hint" id="hint-${name}">${hint}</span>${faultBeside(name)}<div class="parts">${parts.join('')}</div></fieldset>`;
  };
  const nameOf = (slug: string) => (slug === policy.authority.slug ? policy.authority.name : placeName(slug));
  const authorities = [...new Set([policy.authority.slug, ...listAuthorities()])];
  return `<form class="ask" action="/what-if#told" method="get">
<p><label for="authority">Authority<span class="hint">whose procedure</span></label><select id="authority" name="authority">${options(authorities, authority, nameOf)}</select></p>
${field('age', 'empty where unknown', number('age'))}
${field('status', 'as the case system has it', select('status', STATUSES))}
${field('risk', 'as the police state it', select('risk', RISKS))}
${field('category', 'as the police state it', select('category', CATEGORIES))}
${field('days', 'after the report, or the return', number('days'))}
${time('seen', 'For example, 20 11 2026 at 20:30. Leave it empty where unknown.')}
${time('reported', 'For example, 20 11 2026 at 22:05.')}
${time('back', 'For example, 21 11 2026 at 09:00. Leave it empty while missing.')}
<p><button type="submit">Play it</button></p>
</form>`;
}

/** "Cheshire East" from its file's name. */
const placeName = (slug: string): string => slug.split('-').map(capital).join(' ');

const options = (all: readonly string[], chosen: string, named = plainly): string =>
  all
    .map(
      (each) =>
        `<option value="${escaped(each)}"${each === chosen ? ' selected' : ''}>${escaped(named(each))}</option>`,
    )
    .join('');
