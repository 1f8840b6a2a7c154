// Bugs in settle: the claim, the next wake-up, what is intended.
import { inFile } from './bug.ts';

const settle = inFile('functions/settle/handler.ts');
const inHand = inFile('functions/settle/in-hand.ts');

const ENDS_JOINING =
  "if (record.kind === 'child' && record.joining) return endJoining(record, record.joining.by, needs);";

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
  settle('minds nobody else’s claim', [
    'if (inHand !== undefined && inHand.until > now)',
    'if (inHand !== undefined && inHand.until === "")',
  ]),
  settle(
    'sends of a record that is on its way to another',
    [
      'if (inHand !== undefined && inHand.until > now)',
      'if (inHand !== undefined && inHand === record.claim && inHand.until > now)',
    ],
    [ENDS_JOINING, ''],
  ),
  settle('leaves a join half done', [ENDS_JOINING, '']),
  inHand('asks for no wake-up after a claim that it finds', [
    'await wakeUps.soon(id, secondsUntil(inHand.until, now));',
    '',
  ]),
  inHand('asks for a wake-up after a claim, whoever did before', [
    'if (inHand.awaited && between(now, inHand.until) > MARGIN)',
    'if (inHand.awaited && inHand.by === "")',
  ]),
  settle('wakes nobody for what waits for the joined record', [
    'await wakeUps.soon(record.joinedTo);\n',
    '\n',
  ]),
  settle('has what came of other letters wait for one that failed', [
    'if (sent.failed > 0 && sent.callsForMore)',
    'if (sent.failed > 99 && sent.callsForMore)',
  ]),
  settle('waits for no word of a letter that may have gone before its run died', [
    'const heard = needs.hearsOfLetters ?',
    'const heard = false && needs.hearsOfLetters ?',
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
  inHand('claims for a second', ['const MARGIN = 5 * SECOND;', 'const MARGIN = -29 * SECOND;']),
  settle('claims and writes down no intention', [
    'told[id] = offeredNow({ ...telling, ...heard }, told[id]);',
    'offeredNow({ ...telling, ...heard }, told[id]);',
  ]),
  settle('forgets what was told when it claims', [
    'const told = { ...kept.record.told };',
    'const told = {} as typeof kept.record.told;',
  ]),
  settle('forgets under which policy it planned', [
    'const policyHash = needs.policy.hash;',
    'const policyHash = kept.policyHash ?? needs.policy.hash;',
  ]),
  settle('tells the index nothing', ['const dueAt = dueAtOf(planned, record);', 'const dueAt = kept.dueAt;']),
  settle('plans a minute ahead', [
    'const planned = planOrReport(record, policy, now);',
    'const planned = planOrReport(record, policy, later(now, MINUTE));',
  ]),
];
