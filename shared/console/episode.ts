// One episode: its picture, the same in words, why each rule acted or did not, and what each source said.
import { briefly } from '../core/calendar.ts';
import type { Explanation } from '../core/explain.ts';
import { explain } from '../core/explain.ts';
import { plainly } from '../core/in-words.ts';
import type { Policy } from '../core/policy.ts';
import { ruleOf } from '../core/task-name.ts';
import { childOf } from '../core/treatment.ts';
import { capital, escaped, oneLine, unbroken } from '../letters/one-line.ts';
import { describe, titleOf } from '../timeline/drawing.ts';
import { everythingSaid, sourceOf, withheldInWords } from '../timeline/heard.ts';
import { ownWords, quoted } from '../timeline/own-words.ts';
import { pictureInPage, tablesInPage } from '../timeline/page.ts';
import type { Picture } from '../timeline/picture.ts';
import { pictureOf } from '../timeline/picture.ts';
import { table } from '../timeline/table.ts';
import type { Framed } from './frame.ts';
import { notice } from './frame.ts';
import { findForm } from './home.ts';
import type { Seen } from './seen.ts';

/** Undefined where no record knows the reference. */
export async function episode(seen: Seen, asked: URLSearchParams): Promise<Framed | undefined> {
  const reference = asked.get('ref')?.trim() ?? '';
  const record = reference === '' ? undefined : await seen.find(reference);
  if (record?.kind !== 'child') return undefined;
  const { policy } = seen;
  const now = seen.now();
  const picture = pictureOf(record, reference, policy, now);
  const child = childOf(record, policy);
  const absence = [...child.absences, ...child.schooling].find(({ references }) =>
    references.includes(reference),
  );
  if (!picture || !absence) return undefined;
  const said = everythingSaid(record, absence, policy).map((each) => [
    briefly(policy.calendar, each.receivedAt),
    sourceOf(each),
    each.title,
    [...each.facts, ...(each.withheld > 0 ? [withheldInWords(each.withheld)] : [])].join('; '),
  ]);
  const main = [
    illustrated(picture),
    '<h2>Why each rule acted, or did not</h2>',
    ...explained(explain(record, reference, policy, now), policy),
    '<h2>What each source said</h2>',
    "<p>Each source's latest word. Names, addresses and free text stay in the case system.</p>",
    table('Words that still stand, by when they came', ['Received', 'Source', 'What', 'Facts'], said),
  ];
  return { path: '/episode', title: titleOf(picture), main: main.join('\n') };
}

/** A picture, what it comes to, and the same in tables. */
export const illustrated = (picture: Picture): string => `<p>${escaped(describe(picture))}</p>
${pictureInPage(picture, 'picture')}
<h2>The same in words</h2>
${tablesInPage(picture)}`;

/** Of each what its letter says: a rule that does not apply says what is not so. */
const OUTCOMES: readonly (readonly [Explanation['outcome'], string, string])[] = [
  ['due', 'Acts now', 'Says'],
  ['told', 'Has acted', 'Said'],
  ['will-act', 'Will act, if nothing changes', 'Will say'],
  ['nobody-left-to-tell', 'Applies, and there is nobody to tell', 'Would say'],
  ['quiet', 'Does not apply, or not yet', 'Would say'],
];

function explained(rules: readonly Explanation[], policy: Policy): string[] {
  return OUTCOMES.flatMap(([outcome, title, says]) => {
    const here = rules.filter((rule) => rule.outcome === outcome);
    if (here.length === 0) return [];
    const open = outcome === 'quiet' ? '' : ' open';
    const entries = here.map(({ rule, lines }) => {
      const words = ownWords(rule, policy);
      const named = ruleOf(rule, policy)?.named;
      const id = `<span class="id">${escaped(plainly(rule))}</span>`;
      const heading = named
        ? `${escaped(capital(named))} `
        : words
          ? `${says}: ${escaped(quoted(words))} `
          : '';
      const said = lines.map((line) => `<p>${unbroken(escaped(oneLine(line, 2_000)))}</p>`);
      return `<h3>${heading}${id}</h3>\n${said.join('\n')}`;
    });
    return [`<details${open}><summary>${title}: ${here.length}</summary>\n${entries.join('\n')}</details>`];
  });
}

/** In the place of an episode that is not there. */
export const NOBODY: Framed = {
  path: '/episode',
  title: 'No such episode',
  main: `${notice('No record knows this reference.')}\n<p>Check how it is written. A child who was reported a moment ago may not be here yet.</p>\n${findForm()}\n<p><a href="/">All open episodes</a></p>`,
};
