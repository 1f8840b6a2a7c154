// Bugs in settle: the claim, the next wake-up, what is intended.
import { inFile } from './bug.ts';

const settle = inFile('functions/settle/handler.ts');

const ENDS_JOINING =
  "if (record.kind === 'child' && record.joining) return endJoining(record, record.joining.by, now, needs);";

export const bugsInSettle = [
  settle('never finds that no word came', [
    'if (unheard) return noteUnheard(',
    "if (unheard && id === '') return noteUnheard(",
  ]),
  inFile('functions/settle/planned.ts')('has nobody look when word is overdue', [
    ', nextWordBy(record)]',
    ']',
  ]),
  settle('sends although its claim was refused', [
    "if (!claimed) return 'again';\n  const sent = await sendAll(claimed,",
    'const sent = await sendAll(claimed ?? kept,',
  ]),
  settle('minds nobody else’s claim', ['if (until !== undefined && until > now) {', 'if (until === "") {']),
  settle(
    'sends of a record that is on its way to another',
    ['[claim, joining].flatMap', '[claim].flatMap'],
    [ENDS_JOINING, ''],
  ),
  settle('leaves a join half done', [ENDS_JOINING, '']),
  settle('asks for no wake-up after a claim that it finds', [
    'await wakeUps.soon(id, Math.min(900, Math.ceil(between(now, until) / SECOND) + 1));',
    '',
  ]),
  settle('swallows a throttle of the Scheduler', [
    "if (typeof asked === 'object' && 'error' in asked) throw asked.error;",
    '',
  ]),
  settle('is content although letters failed', ['if (sent.failed > 0)', 'if (sent.failed > 99)']),
  settle('looks no second time when it was disturbed', [
    "return sent.lookAgain ? 'again' : 'settled';",
    "return 'settled';",
  ]),
  settle('asks for no next wake-up where it sends', [
    'const asked = await ask(record, planned.plan.next, now, needs)',
    'const asked = await ask(record, undefined, now, needs)',
  ]),
  settle('asks for no next wake-up where it sends nothing', [
    'const asked = await ask(record, planned.next, now, needs);',
    'const asked = await ask(record, undefined, now, needs);',
  ]),
  settle('asks the Scheduler once for ever', [
    'if (record.asked !== name) await',
    'if (record.asked === undefined) await',
  ]),
  settle('asks the Scheduler for what is near', [
    'if (between(now, next) <= MINUTE) {',
    'if (next === "") {',
  ]),
  settle('claims for a second', ['until: later(needs.deadline, 5 * SECOND)', 'until: later(now, SECOND)']),
  settle('claims and writes down no intention', [
    'for (const [id, telling] of tellingsOf(draft)) told[id] = offeredAgain(telling, told[id]);',
    'for (const [id] of draft.tellings) offeredAgain(told[id] as never, told[id]);',
  ]),
  settle('forgets what was told when it claims', [
    'const told = { ...kept.record.told };',
    'const told = {} as typeof kept.record.told;',
  ]),
  settle('forgets under which policy it planned', [
    '...(dueAt && { dueAt }), policyHash: needs.policy.hash },\n    kept.version,',
    '...(dueAt && { dueAt }), policyHash: kept.policyHash ?? needs.policy.hash },\n    kept.version,',
  ]),
  settle('tells the index nothing', ['const dueAt = dueAtOf(planned, record);', 'const dueAt = kept.dueAt;']),
  settle('plans a minute ahead', [
    'const planned = planOrReport(record, policy, now);',
    'const planned = planOrReport(record, policy, later(now, MINUTE));',
  ]),
];
