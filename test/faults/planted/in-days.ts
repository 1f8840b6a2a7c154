// Bugs in digests, in the end of records, and in a pause: what shows only over days.
import type { Bug } from './bug.ts';
import { inFile } from './bug.ts';

const settle = inFile('functions/settle/handler.ts');
const digest = inFile('functions/settle/morning-digest.ts');
const lettingGo = inFile('functions/settle/letting-go.ts');

const of = (kind: NonNullable<Bug['kind']>, bugs: readonly Bug[]): Bug[] =>
  bugs.map((bug) => ({ ...bug, kind }));

const FENCES = 'const seen = await endings.fences(keys.map(({ key }) => key));\n';

export const bugsInDays: readonly Bug[] = [
  ...of('mornings', [
    digest('puts a digest together over the one that is there', [
      'await episodes.write({ record, dueAt: now, policyHash: policy.hash }, 0);',
      'const there = await episodes.read(record.id);\n  await episodes.write({ record, dueAt: now, policyHash: policy.hash }, there.kept?.version ?? 0);',
    ]),
    digest('drops what came while the last digest was put together', [
      'return { since, from, lines:',
      'return { since, from: since, lines:',
    ]),
    digest('says that it tells of all, and tells of some', [
      'lines.push(...digestLines(record, policy, since, now, before));',
      'if (lines.length === 0) lines.push(...digestLines(record, policy, since, now, before));',
    ]),
    inFile('functions/settle/planned.ts')('takes who is back out of the index before the digest', [
      'planned.open ? NEVER : planned.inViewUntil',
      'planned.open ? NEVER : undefined',
    ]),
    inFile('functions/sweep/morning-digest.ts')('asks for a digest once', [
      'if (!made) await wakeUps.soon(',
      'if (!made && last.date === "") await wakeUps.soon(',
    ]),
    inFile('shared/core/digest-line.ts')('has a copy in each digest', [
      '!earlier.some(({ copies }) => copies.some(({ id }) => id === copy.id)) &&',
      '',
    ]),
  ]),
  ...of('ends', [
    lettingGo('lets go of what has a letter still to come', [
      'const since = noted && restsSince(record);',
      'const since = noted === "" ? undefined : restsSince(record);',
    ]),
    inFile('shared/core/retention.ts')('forgets a hold', [
      'return isUnderHold(record) || isCaseOpen(record);',
      'return isCaseOpen(record);',
    ]),
    lettingGo(
      'reads the keys after the record was emptied',
      [FENCES, ''],
      ['const goesAt = later(now, EMPTY_FOR);', `${FENCES}  const goesAt = later(now, EMPTY_FOR);`],
    ),
    lettingGo('leaves the keys of what it let go', [
      'if (!(await giveBack(keys, seen, here, goesAt, endings)))',
      'if (!(await giveBack([], seen, here, goesAt, endings)))',
    ]),
    lettingGo('lets nobody find an end that was begun', [
      'episodes.write({ record: empty, dueAt: now, policyHash }, kept.version)',
      'episodes.write({ record: empty, policyHash }, kept.version)',
    ]),
    lettingGo('lets go of one of two that may be one child', [
      'if (kept && kept.record.id !== id && !isOver(kept, policy, clock.now())) return true;',
      'if (kept === undefined) return true;',
    ]),
    inFile('functions/receive/child-records.ts')('writes into what was let go and claims no keys', [
      'const after = before.letGo ? await begunAgain(before, how, episodes) : how(before);',
      'const { letGo: _gone, ...there } = before;\n    const after = before.letGo ? how(there) : how(before);\n    void begunAgain;',
    ]),
    inFile('functions/receive/whose-record.ts')(
      'joins what is ending, and claims none of the keys that it came by',
      ['withKeysTo(record, found, record.id === home ? [reference] : leadThere);', 'record;'],
    ),
    inFile('functions/receive/handler.ts')('forgets the key that it claimed for a record it never wrote', [
      'suspect(withKeysTo(of, seen.found), after.id, doubt),',
      'suspect(void withKeysTo ?? of, after.id, doubt),',
    ]),
  ]),
  ...of('pauses', [
    settle('mails while all mail is paused', [
      'const drafts = paused ? [] : compose(',
      'const drafts = compose(',
    ]),
    settle('resumes with stale rungs', ['compose(due(planned.plan), ', 'compose(planned.plan.actions, ']),
    inFile('functions/sweep/handler.ts')('wakes in any order after a pause', [
      'late.sort((a, b) => between(b.dueAt, a.dueAt))',
      'late',
    ]),
  ]),
];
