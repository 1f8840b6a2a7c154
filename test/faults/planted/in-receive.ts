// Bugs in receive: receipts, keys, conflicts, joins, bounces; and in the sweep.
import { inFile } from './bug.ts';

const receive = inFile('functions/receive/handler.ts');
const keeping = inFile('functions/receive/keeping.ts');
const records = inFile('functions/receive/child-records.ts');
const joining = inFile('functions/receive/joining.ts');
const events = inFile('functions/receive/mail-events.ts');
const sweep = inFile('functions/sweep/handler.ts');

const CLAIM = 'const claimed = await claimAll(seen, place, needs);\n  if (!claimed) return false;';

export const bugsInReceive = [
  receive('keeps the receipt before the effect', [
    'const place = await placeOf(message, seen, episodes, now);',
    "await episodes.keep({ id: receipt, receivedAt: now, body, sender, outcome: 'applied', record: '' });\n  const place = await placeOf(message, seen, episodes, now);",
  ]),
  receive('wakes nobody', ['if (hasEpisode(home)) await wakeUps.soon(home.id);', '']),
  receive('claims no keys', [CLAIM, 'const claimed = { keys: [] as string[], near: [] as string[] };']),
  receive('goes on where another claimed the key first', [
    'if (entries[entry] !== place.home) return undefined;',
    '',
  ]),
  receive(
    'claims the keys after the record is written',
    [CLAIM, 'const claimed = { keys: [] as string[], near: [] as string[] };'],
    [
      'const home = await decideIdentity(',
      'if (!(await claimAll(seen, place, needs))) return false;\n  const home = await decideIdentity(',
    ],
  ),
  receive(
    'keeps no receipt',
    ["watch.count('MessagesApplied', 1);", "watch.count('MessagesApplied', 1);"],
    ["outcome: 'applied',\n    record: home.id,", "outcome: 'unreadable',\n    record: home.id,"],
  ),
  keeping('drops an unreadable message on a conflict', [
    'if (written) break;',
    'if (attempt > 0 || written) break;',
  ]),
  keeping('wakes nobody for an unreadable message', ['await needs.wakeUps.soon(id);', '']),
  keeping('lists an unreadable message before it is gathered', [
    'if (received) {\n    needs.watch',
    "if (!received) await needs.episodes.keep({ id: receipt, receivedAt: now, body: incoming.body, sender, outcome: 'unreadable', record: '' });\n  if (received) {\n    needs.watch",
  ]),
  records('drops a message on a conflict', [
    'if (written) return after;',
    'if (attempt > 0 || written) return after;',
  ]),
  records('writes into what was joined away', [
    "if (kept.record.kind !== 'child' || !kept.record.joinedTo) return kept;",
    'if (hops >= 0) return kept;',
  ]),
  records('puts nothing in the index', [
    '...whenToLook(after, now)',
    '...(kept?.dueAt && { dueAt: kept.dueAt })',
  ]),
  joining('joins without a mark', [
    'const marked = await mark({ ...source, record: noting(source.record) }, targetId, episodes, now);',
    'const marked = source as typeof source | undefined;',
  ]),
  joining('overwrites what was told while it joined', [
    'if (!(await episodes.write({ record: leavings(marked.record, merged.id) }, marked.version))) continue;',
    'const now_ = (await episodes.read(from)).kept?.version ?? marked.version;\n    await episodes.write({ record: leavings(marked.record, merged.id) }, now_);',
  ]),
  joining('leaves the pointer before the merge', [
    'const merged = await change(into, target, episodes, now, (record) =>',
    'await episodes.write({ record: leavings(marked.record, targetId) }, marked.version);\n    const merged = await change(into, target, episodes, now, (record) =>',
  ]),
  events('drops a bounce on a conflict', ['if (!written) continue;', '']),
  events('loses the bounce of what was joined away', [
    'const kept = await readWhereJoined(id, episodes);',
    'const { kept } = await episodes.read(id);\n    void readWhereJoined;',
  ]),
  events('forgets that a letter was delivered', [
    'if (told !== kept.record.told) {',
    'if (told !== kept.record.told && isLost) {',
  ]),
  events('takes word of one letter for word of all that the mailbox was to have', [
    'action === named || (telling.letter === named',
    'telling.mailbox === mailbox || (telling.letter === named',
  ]),
  events('takes word of a letter for word of an earlier one', [
    '&& telling.intendedAt === intendedAt',
    '&& intendedAt',
  ]),
  events('takes a bounce for a note', ['if (!fate) return;', 'if (!fate || eventType !== "") return;']),
  sweep('trusts the index', ['for (const { record } of misplanned) wake.add(record.id);', '']),
  sweep('minds no new policy', [
    'if (lateBy > MINUTE || record.policyHash !== policy.hash)',
    'if (lateBy > MINUTE)',
  ]),
  sweep('wakes nobody who is overdue', [
    'if (lateBy > MINUTE || record.policyHash !== policy.hash)',
    'if (record.policyHash !== policy.hash)',
  ]),
];
