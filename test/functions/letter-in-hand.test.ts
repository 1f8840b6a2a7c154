// The letter behind a link, for every way in which things may stand: what the page says of it, and what may still be answered.
import { describe, expect, it } from 'vitest';
import { letterInHand } from '../../functions/answer/letter-in-hand.ts';
import { mailboxMark } from '../../functions/answer/token.ts';
import { deliver } from '../../local/simulate.ts';
import { ANSWERS_URN, answerTask } from '../../shared/core/answered.ts';
import type { Policy, Rule } from '../../shared/core/policy.ts';
import type { ChildRecord, HomewardRecord } from '../../shared/core/record.ts';
import { digest } from '../../shared/core/routing.ts';
import { someKey } from '../answers/desk.ts';
import { answered, cancelled, found } from '../situations/cast.ts';
import { type Said, said } from '../situations/playing.ts';
import { at, keptOf, left, nowhere, type OneChild, oneChild, report, wake } from './one-child.ts';

const key = someKey();
const decision: Rule = {
  id: 'strategy',
  clauses: ['C-7'],
  basis: 'statutory',
  upon: 'missing',
  do: 'decide',
  to: [{ role: 'director' }],
  says: 'Please decide.',
  asks: {
    within: { elapsed: 'PT2H', from: { earliest: ['received'] } },
    decision: { outcomes: ['discussion', 'no-discussion'], otherwise: 'discussion' },
  },
};
const policy: Policy = {
  ...nowhere,
  versions: nowhere.versions.map((version) => ({ ...version, rules: [...version.rules, decision] })),
};

interface Told {
  child: OneChild & { answersFrom: string };
  record: ChildRecord;
  /** The action of a rule's letter. */
  of: (rule: string) => string;
}

/** Missing since noon and told; then this was said, a minute apart each. */
async function told(...messages: Said[]): Promise<Told> {
  const child = { ...(await oneChild(policy, report({ risk: 'high' }))), answersFrom: 'AROAPAGE' };
  await wake(child, { policy });
  for (const [nth, message] of messages.entries()) {
    child.clock.moveTo(at(60 * (nth + 1)));
    const own = String(message['source']).startsWith(ANSWERS_URN) ? { senderId: 'AROAPAGE' } : {};
    await deliver(child, { ...said(policy, message), ...own });
    await wake(child, { policy });
  }
  const { record } = await keptOf(child);
  const of = (rule: string) => Object.keys(record.told).find((id) => id.startsWith(`${rule}/`)) ?? rule;
  return { child, record, of };
}

function shown(record: HomewardRecord, action: string, mailbox?: string, seconds = 600) {
  const to = mailbox ?? record.told[action]?.mailbox ?? '';
  const claims = { record: record.id, letter: digest(action), mailbox: mailboxMark(to, key), until: 0 };
  return letterInHand(claims, record, policy, key, at(seconds));
}

async function letter(rule: string, ...messages: Said[]) {
  const { record, of } = await told(...messages);
  return shown(record, of(rule));
}

/** What the reader of a letter says on the page. */
const saying = (task: string, data: Record<string, unknown> = {}): Said => ({
  at: at(60),
  type: 'task.recorded',
  subject: 'MP-1',
  source: `${ANSWERS_URN}nowhere`,
  data: { task, outcome: 'discussion', at: at(60), ...data },
});
const back = (data: Record<string, unknown>) => found(at(60), 'MP-1', data);
const IS_BACK = back({ outcome: 'found', locatedAt: at(30) });
const IS_DEAD = back({ outcome: 'deceased' });

describe('the letter behind a link', () => {
  it('is the one in that mailbox, or in one that may have it', async () => {
    const { child, of } = await told();
    const unanswered = { 'old@council.example': at(0) };
    const action = of('high');
    await left(child, (record) => ({
      ...record,
      told: { ...record.told, [action]: { ...(record.told[action] as object), unanswered } as never },
    }));
    const { record } = await keptOf(child);
    expect(shown(record, action)).toMatchObject({
      id: action,
      telling: { mailbox: 'director@council.example' },
    });
    expect(shown(record, action, 'old@council.example')).toMatchObject({ id: action });
    expect(shown(record, action, 'other@council.example')).toBeUndefined();
  });

  it('is none where the record has none of it, or is no child’s, or knows its reference no more', async () => {
    const { record, of } = await told();
    expect(shown(record, 'no/such/letter')).toBeUndefined();
    expect(shown({ ...record, references: {} }, of('high'))).toBeUndefined();
    const unreadable = {
      kind: 'unreadable',
      id: record.id,
      sender: 'x',
      windows: [],
      told: record.told,
    } as const;
    expect(shown(unreadable, of('high'))).toBeUndefined();
  });

  it('says what was asked, under which clauses, and who comes next', async () => {
    expect(await letter('strategy')).toMatchObject({
      says: 'Please decide.',
      clauses: ['C-7'],
      person: 'child',
      isOver: false,
      answers: [],
    });
    const line = await letter('notice');
    expect(line?.next).toContain('director');
    expect(line?.isLastInLine).toBe(false);
  });

  it('says what it said, though nothing calls for it any more', async () => {
    expect(await letter('high', IS_BACK)).toMatchObject({ says: 'This is a test.' });
    expect(await letter('strategy', IS_BACK)).toMatchObject({ says: 'Please decide.' });
  });

  it('says nothing of a rule that there is none of any more', async () => {
    const { record, of } = await told();
    const action = of('high');
    const telling = { ...(record.told[action] as object), rule: 'gone' } as never;
    expect(
      shown(
        { ...record, told: { [action.replace('high', 'gone')]: telling } },
        action.replace('high', 'gone'),
      ),
    ).toMatchObject({
      says: '',
    });
  });
});

describe('how it stands with the child', () => {
  it.each<[string, Said[], string, boolean]>([
    ['missing', [], 'The child is still missing.', false],
    ['found', [IS_BACK], 'The police confirm that the child is safe.', true],
    ['cancelled', [cancelled(at(60), 'MP-1')], 'The report was cancelled.', true],
    ['dead', [IS_DEAD], 'Please telephone the police.', true],
    [
      'located',
      [back({ outcome: 'located-not-returned', locatedAt: at(30) })],
      'Located, and not back.',
      false,
    ],
  ])('is said: %s', async (_, messages, stands, isOver) => {
    expect(await letter('high', ...messages)).toMatchObject({ stands, isOver });
  });

  it('is said: a return that the police have not confirmed', async () => {
    const reported = await letter('high', { ...IS_BACK, source: 'urn:carer:example', sender: 'police' });
    expect(reported?.stands).toBe(
      'A return is reported. The police have not confirmed it. Until they do, the child counts as missing.',
    );
    expect(reported?.isOver).toBe(false);
  });
});

describe('a word that the child is back', () => {
  const BACK = { outcome: 'back', by: 'director' };
  const UNCONFIRMED = 'The police have not confirmed it. Until they do, the child counts as missing.';

  it('is said of how it stands, and that it is not confirmed', async () => {
    const { of } = await told();
    const said = await letter('high', saying(answerTask('back', of('high')), BACK));
    expect(said?.stands).toBe(`A reader of our letters says that the child is back. ${UNCONFIRMED}`);
    expect((await letter('high', saying(answerTask('seen', of('high')), BACK)))?.stands).toBe(
      'The child is still missing.',
    );
  });

  it('is not what stands once the child is missing again', async () => {
    const { of } = await told();
    const again = { ...report({ lastSeenAt: at(150), reportedAt: at(160) }), at: at(180), time: at(180) };
    const closed = found(at(120), 'MP-1', { outcome: 'found', locatedAt: at(90) });
    const now = await letter('high', saying(answerTask('back', of('high')), BACK), closed, again);
    expect(now?.isOver).toBe(false);
    expect(now?.stands).toBe('The child is still missing.');
  });

  it('is not asked for by the letter that it caused', async () => {
    const { record, of } = await told();
    const action = of('high');
    const about = action.replace(/[^/]+$/, `front-door<back<${action}`);
    const letterOfIt = shown(
      { ...record, told: { ...record.told, [about]: record.told[action] as never } },
      about,
    );
    expect(letterOfIt?.may).toEqual(['seen', 'not-me']);
    expect(letterOfIt?.says).toBe(
      'The director says that the child is back. Please ask the police to confirm it.',
    );
  });
});

describe('what may be answered', () => {
  it('is everything, of a letter that asks for a decision', async () => {
    expect((await letter('strategy'))?.may).toEqual(['decide', 'seen', 'not-me', 'back']);
    expect((await letter('notice'))?.may).toEqual(['seen', 'not-me', 'back']);
  });

  it.each<[string, string[]]>([
    ['seen', ['not-me', 'back']],
    ['passed-on', ['not-me', 'back']],
    ['not-me', ['back']],
    ['back', ['seen', 'not-me']],
  ])('is not said twice: %s', async (word, may) => {
    const { of } = await told();
    const action = of('notice');
    const task = answerTask(word as 'seen', action);
    const letterNow = await letter('notice', saying(task, { outcome: word, by: 'front-door' }));
    expect(letterNow?.answers).toEqual([{ saying: word, at: at(60), by: 'front-door' }]);
    expect(letterNow?.may).toEqual(may);
  });

  it('is nothing once it is over, but for what is still asked', async () => {
    expect((await letter('notice', IS_BACK))?.may).toEqual([]);
    expect((await letter('strategy', IS_BACK))?.may.filter((act) => act !== 'decide')).toEqual([]);
  });

  it('is neither that it was seen nor that it is another’s, once it is decided', async () => {
    expect(
      (await letter('strategy', saying('strategy', { by: 'director', reason: 'Needed.' })))?.may,
    ).toEqual(['back']);
  });
});

describe('the task of a letter', () => {
  it('is what may be decided, and until when', async () => {
    const open = await letter('strategy');
    expect(open?.task).toMatchObject({
      id: 'strategy',
      state: 'open',
      dueAt: at(7_200),
      outcomes: ['discussion', 'no-discussion'],
      otherwise: 'discussion',
    });
    expect(open?.task).not.toHaveProperty('recorded');
    expect(open?.glance.length).toBeGreaterThan(0);
  });

  it('is none where nothing is asked', async () => {
    const letterNow = await letter('high');
    expect(letterNow).not.toHaveProperty('task');
    expect(letterNow?.glance).toEqual([]);
  });

  it('is what its reader recorded here, with the reason', async () => {
    const own = await letter('strategy', saying('strategy', { by: 'director', reason: 'Needed.' }));
    expect(own?.task).toMatchObject({
      state: 'done',
      recorded: { outcome: 'discussion', at: at(60), reason: 'Needed.', isOwn: true },
    });
    expect(own?.glance).toEqual([]);
  });

  it('is what another recorded here, and a reason only where one was written', async () => {
    const { recorded } = (await letter('strategy', saying('strategy', { by: 'front-door' })))?.task ?? {};
    expect(recorded).toEqual({ outcome: 'discussion', at: at(60), by: 'front-door', isOwn: false });
  });

  it('is what the case system recorded, whose words stay there', async () => {
    const elsewhere = answered(at(60), 'MP-1', 'discussion', {
      task: 'strategy',
      by: 'director',
      reason: 'Needed.',
    });
    const { recorded } = (await letter('strategy', elsewhere))?.task ?? {};
    expect(recorded).toMatchObject({ outcome: 'discussion', isOwn: false });
    expect(recorded).not.toHaveProperty('reason');
  });

  it('is what was recorded last, by whomever', async () => {
    const first = answered(at(60), 'MP-1', 'no-discussion', { task: 'strategy', by: 'director' });
    const second = { ...saying('strategy', { by: 'director', reason: 'Needed.', at: at(120) }), at: at(120) };
    const { recorded } = (await letter('strategy', first, second))?.task ?? {};
    expect(recorded).toMatchObject({ outcome: 'discussion', reason: 'Needed.', isOwn: true });
    const before = saying('strategy', { by: 'director', reason: 'Needed.' });
    const after = answered(at(120), 'MP-1', 'no-discussion', {
      task: 'strategy',
      by: 'director',
      at: at(120),
    });
    expect((await letter('strategy', before, after))?.task?.recorded).toMatchObject({
      outcome: 'no-discussion',
      isOwn: false,
    });
  });
});
