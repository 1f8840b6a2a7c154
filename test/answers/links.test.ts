// Which letters carry links to answer by, and what the page behind them shows.
import { describe, expect, it } from 'vitest';
import { caseOf, found, KIM, ROBIN, reported } from '../situations/cast.ts';
import { goOn, procedure } from '../situations/playing.ts';
import { delivered, desk, escalated, HEAD, letterTo, MANAGER, pathIn, shown, triaged } from './desk.ts';

const darlington = procedure('darlington');

describe('a letter', () => {
  it("that escalates carries links to say that it was seen and that it is somebody else's", async () => {
    const world = await escalated();
    const { text, html } = letterTo(world, HEAD, 'ESCALATION');
    expect(text).toMatch(/I have seen this: https:\/\/answers\.example\/[\w.-]+#seen/);
    expect(text).toMatch(/#not-me/);
    expect(html).toContain('https://answers.example/');
  });

  it('that asks for a decision carries a link to record it', async () => {
    expect(letterTo(await triaged(), MANAGER, 'Decision').text).toMatch(/#decide/);
  });

  it('that only tells, and one that stands down, carries none', async () => {
    const world = await escalated();
    await goOn(
      world,
      [found('2026-11-21T08:00:00Z', 'ME-1', { outcome: 'found', locatedAt: '2026-11-21T07:00:00Z' })],
      '2026-11-21T08:05:00.000Z',
    );
    const silent = world.post.sent.filter(({ letter }) => /^(Notice|Stand down|Report)/.test(letter.subject));
    expect(silent.length).toBeGreaterThan(2);
    for (const { letter } of silent) expect(letter.text, letter.subject).not.toContain('answers.example');
  });

  it('carries none where the file switches them off, and none where nothing is known of a page', async () => {
    const off = { ...darlington, mail: { ...darlington.mail, answers: false as const } };
    expect(letterTo(await escalated(off), HEAD, 'ESCALATION').text).not.toContain('answers.example');
  });

  it('goes out without its links where these cannot be made', async () => {
    const world = await desk(darlington, [reported('ME-1', { person: ROBIN })], '2026-11-20T23:00:00.000Z');
    world.answerPage.key = () => Promise.reject(new Error('the table is away'));
    await delivered(world, '2026-11-20T23:31:00.000Z');
    expect(letterTo(world, HEAD, 'ESCALATION').text).not.toContain('answers.example');
    expect(world.watch.alarms.map(({ event }) => event)).toContain('letter without links to answer by');
  });
});

describe('the page', () => {
  it('shows no name, no birth date and no address', async () => {
    const world = await desk(
      darlington,
      [
        caseOf('2026-11-20T09:00:00Z', { ...ROBIN, localAuthorityId: 'L1' }),
        reported('ME-1', { person: ROBIN }),
      ],
      '2026-11-20T23:31:00.000Z',
    );
    const { html } = await shown(world, pathIn(letterTo(world, HEAD, 'ESCALATION')));
    for (const secret of [ROBIN.givenName, ROBIN.familyName, ROBIN.dateOfBirth, KIM.email, HEAD])
      expect(html).not.toContain(secret);
    expect(html).toContain('ME-1');
  });
});
