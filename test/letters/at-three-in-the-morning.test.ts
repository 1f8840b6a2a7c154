// What misled or was searched for: a letter says only what is true of its own reader, and stays true when it is read late.
import { describe, expect, it } from 'vitest';
import { found, reported, updated } from '../situations/cast.ts';
import { procedure } from '../situations/playing.ts';
import { lettersOfScenario, lettersToAnswer } from './every-letter.ts';
import { letters, under } from './reading.ts';

const kent = procedure('kent');
const darlington = procedure('darlington');

describe('whoever was told before', () => {
  const risen = updated('2026-11-21T09:00:00Z', 'MP-1', { risk: 'high' });

  it('is said not to know of the high risk that came later, nor of the return', async () => {
    const all = await letters(kent, [reported('MP-1'), risen], '2026-11-21T09:01:00Z');
    const alert = all.find(({ rule }) => rule === 'high-risk-alert')?.text;
    expect(under('Told before that the child was missing, not of the high risk', alert).join()).toMatch(
      /team manager/,
    );
    const back = found('2026-11-21T09:00:00Z', 'MP-1', {
      outcome: 'found',
      returnedAt: '2026-11-21T08:00:00Z',
    });
    const home = await letters(
      darlington,
      [reported('MP-1'), { ...back, source: 'urn:carer:aunt', sender: 'case-system' }],
      '2026-11-21T09:01:00Z',
    );
    const asked = home.find(({ rule }) => rule === 'return-interview')?.text;
    expect(under('Told before that the child was missing, not of the return', asked).join()).toMatch(
      /education safeguarding officer/,
    );
  });

  it('is said to know of it, where the letter came after', async () => {
    const high = reported('MP-1', { risk: 'high' });
    const all = await letters(kent, [high], '2026-11-21T21:00:00Z');
    const rung = all.find(({ rule }) => rule === 'head-of-service-24-hours')?.text;
    expect(under('Told before that the child was missing, at high risk', rung).join()).toMatch(/front door/);
    expect(rung).not.toContain('not of the high risk');
  });
});

describe('a risk that the procedure has raised', () => {
  it('says to whoever may lower it how that is done, and to nobody else', async () => {
    const all = await lettersOfScenario('darlington/pregnant-woman.yaml', darlington);
    const saying = all.filter(({ letter }) => letter.text.includes('count as high until you lower it'));
    expect(new Set(saying.map(({ letter }) => /, for ([^.]+)\. The/.exec(letter.text)?.[1]))).toEqual(
      new Set(['front door']),
    );
    expect(saying[0]?.letter.text).toContain('task unborn-child-at-risk, as lowered.');
  });

  it('does not let a deadline that is days away read as leave to wait', async () => {
    const all = await lettersOfScenario('darlington/pregnant-woman.yaml', darlington);
    const asked = all.find(({ rule }) => rule === 'adult-or-family-with-social-worker')?.letter.text;
    expect(asked).toMatch(/^Begin now; to be done by:\n- Monday 23 November 2026 at 17:00, /m);
  });
});

describe('a letter for one branch of a procedure', () => {
  it('has a pregnant woman led by her social worker where she has one, and by the front door where not', async () => {
    const rules = async (story: string) =>
      (await lettersOfScenario(`darlington/${story}.yaml`, darlington)).flatMap(({ rule, letter }) =>
        /adult-or-family|social-worker-leads/.test(rule) ? [`${rule} to ${letter.to.split('@')[0]}`] : [],
      );
    expect((await rules('pregnant-woman')).sort()).toEqual([
      'adult-or-family-overdue to service.manager',
      'adult-or-family-with-social-worker to first.response',
      'adult-or-family-with-social-worker to kim.worker',
      'social-worker-leads to front.door',
    ]);
    expect((await rules('pregnant-woman-risk-lowered')).sort()).toEqual([
      expect.stringMatching(/^adult-or-family-missing to /),
      expect.stringMatching(/^adult-or-family-missing to /),
    ]);
  });
});

describe('whoever is to telephone somebody', () => {
  it('has the number of whom the directory knows, and not its own', async () => {
    const all = await letters(kent, [reported('MP-1', { risk: 'high' })], '2026-11-20T22:06:00Z');
    const [door, police] = ['out.of.hours@', 'missing.liaison@'].map(
      (to) => all.find((each) => each.rule === 'high-risk-alert' && each.to.startsWith(to))?.text,
    );
    expect(door).toContain('- Missing child liaison officer: telephone 01632 960 217.');
    expect(door).not.toContain('- Front door: telephone');
    expect(police).toContain('- Front door: telephone 01632 960 216.');
  });
});

describe('the words of the plan', () => {
  it.each(['kent/same-name-other-birth-date', 'darlington/nine-years-old', 'darlington/pregnant-woman'])(
    'are those of people: %s',
    async (story) => {
      const all = await lettersOfScenario(`${story}.yaml`, procedure(story.split('/')[0] ?? ''));
      for (const { letter } of all) {
        expect(letter.text).not.toMatch(/\(asked: |this is an? \w+;|one of \d+ on record|\d{4}-\d\d-\d\d/);
      }
    },
  );

  it('name the record that a child may be', async () => {
    const all = await lettersOfScenario('kent/same-name-other-birth-date.yaml', kent);
    const text = all.find(({ rule }) => rule === 'resolve-identity')?.letter.text;
    expect(text).toContain('- The child may be L300300, on record already, and nobody has decided;');
  });

  it('call a task by the name that the file gives it', async () => {
    const all = await lettersOfScenario('kent/nobody-decides-on-triage.yaml', kent);
    const text = all.find(({ rule }) => rule === 'triage-overdue')?.letter.text ?? '';
    expect(text.split('\n')[1]).toMatch(/: strategy discussion decision overdue$/);
    expect(text).toContain(
      'record it in the case system: task triage, as no-strategy-discussion or strategy-discussion.',
    );
  });
});

describe('a chaser to another authority', () => {
  it('counts days as a calendar does, and says what ends the chasers', async () => {
    const all = await lettersToAnswer('kent/another-authoritys-child-for-seventy-days.yaml', kent);
    const text = all.find(({ rule }) => rule === 'placing-authority-chaser')?.letter.text;
    expect(text).toContain('Monday 15 March 2027 at 08:00, 14 days before this letter');
    expect(text).toContain(
      '- Once you have sent it, and not before, press "Record that it is done": that ends the chasers.',
    );
  });
});
