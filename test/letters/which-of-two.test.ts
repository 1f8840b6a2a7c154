// Where a rule's words leave open which of two things has happened, the letter says which.
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../shared/core/policy.ts';
import { answered, cancelled, found, ROBIN, reported } from '../situations/cast.ts';
import { procedure } from '../situations/playing.ts';
import { lettersOfScenario } from './every-letter.ts';
import { letters, under } from './reading.ts';

const darlington = procedure('darlington');
const asked = (text = ''): string => /^What .+:\n((?:- .+\n)+)/m.exec(text)?.[1] ?? '';

describe('a stand-down', () => {
  it('says that the child is found, or that the report was withdrawn, and never both', async () => {
    const back = found('2026-11-20T23:00:00Z', 'ME-1', {
      outcome: 'found',
      returnedAt: '2026-11-20T22:30:00Z',
    });
    const of = async (end: typeof back) =>
      asked(
        (await letters(darlington, [reported('ME-1'), end], '2026-11-20T23:01:00Z')).find(
          ({ rule }) => rule === 'stand-down',
        )?.text,
      );
    const [isFound, isCancelled] = [await of(back), await of(cancelled('2026-11-20T23:00:00Z', 'ME-1'))];
    expect(isFound).toContain('- The police confirm that the child is found.');
    expect(isFound).not.toContain('withdrawn');
    expect(isCancelled).toContain(
      '- The police have withdrawn the report. This does not say that the child is back.',
    );
    expect(isCancelled).not.toContain('confirm');
  });

  it('of a report that was withdrawn does not look like that of a child who is back', async () => {
    const withdrawn = cancelled('2026-11-20T23:00:00Z', 'ME-1');
    const all = await letters(darlington, [reported('ME-1'), withdrawn], '2026-11-20T23:01:00Z');
    const text = all.find(({ rule }) => rule === 'stand-down')?.text ?? '';
    expect(text).toMatch(/^Report withdrawn, for /);
    expect(text).not.toMatch(/Was missing for|Stand down, for/);
    const htmlOf = async (story: string) =>
      (await lettersOfScenario(`darlington/${story}.yaml`, darlington)).find(({ letter }) =>
        /^(Stand down|Report withdrawn) - /.test(letter.subject),
      )?.letter.html;
    expect(await htmlOf('cancelled')).not.toContain('#00663a');
    expect(await htmlOf('found-at-home')).toContain('#00663a');
  });

  it('counts as still its reader’s a decision that nobody has taken in time', async () => {
    const kent = procedure('kent');
    const text = (await lettersOfScenario('kent/found.yaml', kent)).find(
      ({ rule, letter }) => rule === 'stand-down' && letter.text.includes('for team manager'),
    )?.letter.text;
    expect(text).toContain(
      '- Still yours: strategy discussion decision (overdue since Sat 21 Nov 06:05) and strategy discussion (by Mon 23 Nov 17:00). Apart from that, nothing is asked of you.',
    );
    expect(under('If you do nothing', text)).toEqual([
      'Mon 23 Nov 17:01: escalation to head of service, if "strategy discussion" is not recorded',
    ]);
  });

  it('asks for no decision on what has been done', async () => {
    const kent = procedure('kent');
    const held = answered('2026-11-21T09:00:00Z', 'MP-1', 'done', {
      task: 'strategy-discussion',
      by: 'team-manager',
    });
    const back = found('2026-11-21T11:00:00Z', 'MP-1', {
      outcome: 'found',
      returnedAt: '2026-11-21T10:30:00Z',
      seenByPoliceAt: '2026-11-21T10:40:00Z',
    });
    const all = await letters(kent, [reported('MP-1'), held, back], '2026-11-21T11:01:00Z');
    const letter = all.find(({ rule, text }) => rule === 'stand-down' && text.includes('for team manager'));
    expect(letter?.subject).toBe('Stand down - Missing child found - MP-1');
    expect(letter?.text).toContain(
      '- Nothing new is asked of you, and no task of yours is open in this episode.',
    );
  });

  it('of a pupil says in its subject what is still its reader’s', async () => {
    const all = await lettersOfScenario('darlington/pupil-not-located.yaml', darlington);
    const subjects = all.map(({ letter }) => letter.subject).filter((each) => each.startsWith('Stand down'));
    expect(subjects.join('\n')).toMatch(/^Stand down - Pupil educated elsewhere: .+ still yours - SCHOOL-/m);
  });

  it('leaves none of the letters that are to come uncounted, whichever matter they are about', async () => {
    const all = await lettersOfScenario('darlington/absent-and-thirteen-today.yaml', darlington);
    const text = all.find(
      ({ rule, letter }) => rule === 'stand-down' && letter.text.includes('for missing coordinator'),
    )?.letter.text;
    const counted = (name: string) =>
      under(name, text).reduce((sum, line) => {
        const [, more] = /^and (\d+) more/.exec(line) ?? [];
        return sum + (more ? Number(more) : /^\w{3} \d/.test(line) ? 1 : 0);
      }, 0);
    expect([counted('If you do nothing'), counted('Comes next')]).toEqual([4, 3]);
    expect(under('Comes next', text).at(-1)).toMatch(/^no letter about the search comes any more/);
  });

  it('does not say that it is all right to do nothing where something asked is still open', async () => {
    const kent = procedure('kent');
    const back = found('2026-11-20T23:00:00Z', 'MP-1', {
      outcome: 'found',
      returnedAt: '2026-11-20T22:30:00Z',
    });
    const all = await letters(kent, [reported('MP-1'), back], '2026-11-20T23:01:00Z');
    const text = all.find(({ rule }) => rule === 'stand-down')?.text;
    expect(under('If you do nothing', text)).toEqual([
      'Sat 21 Nov 06:06: escalation to head of service, if "strategy discussion decision" is not recorded',
    ]);
    const end = cancelled('2026-11-20T23:00:00Z', 'ME-1');
    const over = await letters(darlington, [reported('ME-1'), end], '2026-11-20T23:01:00Z');
    expect(under('If you do nothing', over.find(({ rule }) => rule === 'stand-down')?.text)).toEqual([
      'no answer is waited for, and no letter asks anybody to find out whether the child is back; if you doubt it, telephone the police on 101',
    ]);
  });
});

describe('a child of whom there is word', () => {
  it.each([
    ['back', { returnedAt: '2026-11-20T22:30:00Z', locatedAt: '2026-11-20T22:40:00Z' }],
    ['located', { locatedAt: '2026-11-20T22:30:00Z' }],
  ])('is said to be %s, and not the one or the other', async (how, word) => {
    const said = found('2026-11-20T23:00:00Z', 'ME-1', { outcome: 'found', ...word });
    const all = await letters(darlington, [reported('ME-1'), said], '2026-11-20T23:01:00Z');
    const text = all.find(({ rule }) => rule === 'stand-down')?.text ?? '';
    expect(under(`Said to be ${how}`, text)).toEqual(['Friday 20 November 2026 at 22:30']);
    expect(text.toLowerCase()).toContain(` ${how} on friday 20 november 2026 at 22:30, after 2 hours.`);
    expect(text).not.toMatch(/back or located/i);
  });
});

describe('how old somebody is', () => {
  const rung = async (person: object, policy: Policy = darlington) => {
    const all = await letters(policy, [reported('ME-1', { person })], '2026-11-20T23:31:00Z');
    return all.find(({ rule }) => rule === 'head-of-service-under-10')?.text ?? '';
  };
  const leadIn = (text: string) => text.split('\n')[2];
  const NAMES = { givenName: 'Robin', familyName: 'Sample' };

  it.each([
    ['of nine', ROBIN, 'RS, aged 9, risk medium, ', ['9']],
    [
      'of nine or ten',
      { ...ROBIN, dateOfBirth: '2016-09-02', dateOfBirthEstimated: true },
      'RS, aged 9 to 11, risk',
      ['9 to 11'],
    ],
    [
      'whose age nobody knows',
      { ...NAMES, dateOfBirth: null },
      'RS, age not known, risk medium, ',
      ['not known'],
    ],
  ])('is said where the rule goes by it: a child %s', async (_, person, lead, age) => {
    const text = await rung(person);
    expect(leadIn(text)).toContain(lead);
    expect(under('Age', text)).toEqual(age);
  });

  it('is not said where the file does not let letters say it', async () => {
    const { age: _, ...mail } = darlington.mail;
    const text = await rung(ROBIN, { ...darlington, mail });
    expect(leadIn(text)).toMatch(/^RS, risk medium, /);
    expect(under('Age', text)).toEqual([]);
  });

  it('is not asked of a family, nor of a child who is not born', async () => {
    for (const kind of ['family', 'unborn']) {
      const all = await letters(
        darlington,
        [reported('ME-1', { person: { ...NAMES, kind, dateOfBirth: null } })],
        '2026-11-20T22:06:00Z',
      );
      for (const { text } of all) expect(text).not.toMatch(/, age|^- Age:/m);
    }
  });
});
