// The letter behind a link: which one it is, what it said, and how it stands with the child now.
import { describe, expect, it } from 'vitest';
import { answerTask } from '../../shared/core/answered.ts';
import { cancelled, found } from '../situations/cast.ts';
import type { Said } from '../situations/playing.ts';
import { back, IS_BACK, IS_DEAD, letter, saying, shown, told } from './letter-told.ts';
import { at, keptOf, left, report } from './one-child.ts';

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
    ['missing', [], 'The child still counts as missing.', false],
    ['found', [IS_BACK], 'The police confirm that the child is found.', true],
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
      'The child still counts as missing.',
    );
  });

  it('is not what stands once the child is missing again', async () => {
    const { of } = await told();
    const again = { ...report({ lastSeenAt: at(150), reportedAt: at(160) }), at: at(180), time: at(180) };
    const closed = found(at(120), 'MP-1', { outcome: 'found', locatedAt: at(90) });
    const now = await letter('high', saying(answerTask('back', of('high')), BACK), closed, again);
    expect(now?.isOver).toBe(false);
    expect(now?.stands).toBe('The child still counts as missing.');
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
