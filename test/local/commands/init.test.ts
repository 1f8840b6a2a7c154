// A new authority from nothing: a file that check accepts, or a line that says what is wrong with what was asked.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { receive } from '../../../functions/receive/handler.ts';
import type { Answers } from '../../../local/new-authority/answers.ts';
import { usualName } from '../../../local/new-authority/answers.ts';
import { fileText } from '../../../local/new-authority/file-text.ts';
import { dateAnew, firstMessages } from '../../../local/new-authority/first-messages.ts';
import { newFile, write } from '../../../local/new-authority/write-file.ts';
import { readScenario } from '../../../local/scenario.ts';
import { emptyWorld, simulate } from '../../../local/simulate.ts';
import { authoritiesOf } from '../../../shared/policy/every-authority.ts';
import { authorityFrom, formatFault } from '../../../shared/policy/load.ts';
import { slugOf } from '../../../shared/policy/read.ts';
import { homeward } from './homeward.ts';

const today = '2026-11-22';
const least: Answers = {
  slug: 'birmingham',
  code: 'E08000025',
  name: 'Birmingham',
  domains: ['birmingham.gov.uk'],
  today,
};
const most: Answers = {
  ...least,
  domains: ['birmingham.gov.uk', 'trust.nhs.uk'],
  frontDoor: 'front@birmingham.gov.uk',
  deputy: 'deputy@birmingham.gov.uk',
  reviewingOfficer: 'iro@trust.nhs.uk',
  pilot: 'pilot@birmingham.gov.uk',
  alarms: 'night@supplier.com',
  policeUrn: 'urn:police:west-midlands:connect',
  account: '222233334444',
};
const faultsOf = (text: string): string[] => {
  const loaded = authorityFrom(text, 'new.yaml', today);
  return loaded.ok ? [] : loaded.faults.map(formatFault);
};
const policyOf = (text: string) => {
  const loaded = authorityFrom(text, 'new.yaml', today);
  if (!loaded.ok) throw new Error(loaded.faults.map(formatFault).join('\n'));
  return loaded.policy;
};

const folder = mkdtempSync(join(tmpdir(), 'homeward-init-'));
copyFileSync('authorities/kent.yaml', join(folder, 'kent.yaml'));
writeFileSync(join(folder, 'broken.yaml'), 'authority: [');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the file of a new authority', () => {
  it.each([
    ['with the least that must be said', least],
    ['with everything', most],
    ['made on 29 February', { ...least, today: '2028-02-29' }],
  ])('%s has no fault', (_, answers) => {
    expect(faultsOf(fileText(answers)).filter((fault) => !fault.includes('the calendar of england'))).toEqual(
      [],
    );
  });

  it('can be made for every authority in England, under the name that its name gives', () => {
    const refused = Object.entries(authoritiesOf('england')).flatMap(([code, name]) => {
      const slug = slugOf(name);
      return faultsOf(fileText({ ...least, slug, code, name: usualName(slug, code) }));
    });
    expect(refused).toEqual([]);
  });

  it('marks each value that nobody has given, and no other', () => {
    const marked = (answers: Answers) =>
      fileText(answers)
        .split('\n')
        .filter((line) => line.endsWith('# PLACEHOLDER'))
        .map((line) => line.trim().split(':')[0]);
    expect(marked(least).filter((key) => key === 'address')).toHaveLength(3);
    expect(marked(most).filter((key) => key === 'address')).toHaveLength(0);
    expect(marked(most)).toEqual([
      'office-hours',
      'principals',
      'ids',
      'principals',
      'ids',
      'verified',
      'verified',
      'verified',
      'no-ladder-because',
    ]);
    expect(fileText(most)).not.toContain('.example #');
  });

  it('is on trial: the pilot alone is written to', () => {
    expect(policyOf(fileText(most)).deployment).toEqual({
      account: '222233334444',
      alarms: ['night@supplier.com'],
      shadow: { to: 'pilot@birmingham.gov.uk' },
    });
  });

  it('plays the first night, and somebody is told', async () => {
    const { simulation } = await simulate(
      readScenario('examples/first-night.yaml'),
      policyOf(fileText(least)),
    );
    expect(simulation.rejected).toEqual([]);
    expect(
      simulation.actions.filter(({ to }) => to.includes('front.door@birmingham.example')).length,
    ).toBeGreaterThan(0);
    expect(simulation.episodes).toMatchObject([{ subject: 'ME-0412', state: 'found' }]);
  });

  it('holds a first rung in its comments, which is sound once it is taken out of them', () => {
    const text = fileText(least)
      .replace(/^ +no-ladder-because:.*$/m, '    ladder-chosen-because: The board chose it.')
      .replaceAll(/^ {4}# {1}( *(rules:|- id:|clauses:|upon:|after:|do:|to:|says:).*)$/gm, '    $1');
    expect(faultsOf(text)).toEqual([]);
    expect(policyOf(text).versions[0]?.rules.some(({ id }) => id === 'team-manager-12-hours')).toBe(true);
  });
});

describe('the first messages', () => {
  it('are dated anew by the clock that runs, whatever else somebody has changed in them', async () => {
    const trials = mkdtempSync(join(tmpdir(), 'homeward-first-'));
    const slug = least.slug;
    for (const [name, message] of firstMessages(least, '2026-11-22T12:00:00.000Z'))
      writeFileSync(join(trials, name), JSON.stringify(message).replace('"medium"', '"high"'));
    const now = '2026-03-02T08:00:00.000Z';
    expect(dateAnew(slug, now, trials)).toBe(true);
    const bodies = ['missing', 'found'].map((which) =>
      readFileSync(join(trials, `${slug}-${which}.json`), 'utf8'),
    );
    rmSync(trials, { recursive: true });
    const policy = policyOf(fileText(least));
    const world = emptyWorld(policy, now);
    for (const body of bodies) await receive({ body, senderId: 'police' }, world);
    expect([...world.episodes.receipts.values()].map(({ outcome }) => outcome)).toEqual([
      'applied',
      'applied',
    ]);
    expect(bodies[0]).toContain('"time":"2026-03-02T07:55:00.000Z"');
    expect(bodies[0]).toContain('"risk":"high"');
    expect(bodies[1]).toContain('"time":"2026-03-02T07:59:00.000Z"');
  });

  it('are left alone where there are none, or what is there is none', () => {
    const trials = mkdtempSync(join(tmpdir(), 'homeward-first-'));
    expect(dateAnew('kent', '2026-03-02T08:00:00.000Z', trials)).toBe(false);
    writeFileSync(join(trials, 'kent-missing.json'), 'not JSON');
    expect(dateAnew('kent', '2026-03-02T08:00:00.000Z', trials)).toBe(false);
    rmSync(trials, { recursive: true });
  });

  it.each([least, most])(
    'are understood by the new authority: a child is missing, and then found',
    async (answers) => {
      const policy = policyOf(fileText(answers));
      const now = '2026-11-22T12:00:00.000Z';
      const world = emptyWorld(policy, now);
      for (const message of firstMessages(answers, now).values())
        await receive({ body: JSON.stringify(message), senderId: 'police' }, world);
      expect([...world.episodes.receipts.values()].map(({ outcome }) => outcome)).toEqual([
        'applied',
        'applied',
      ]);
      expect([...firstMessages(answers, now).keys()]).toEqual([
        'birmingham-missing.json',
        'birmingham-found.json',
      ]);
    },
  );
});

describe('a new file', () => {
  it('is written once, whole', () => {
    const text = newFile(least, folder);
    write(least.slug, text, folder);
    expect(readFileSync(join(folder, 'birmingham.yaml'), 'utf8')).toBe(text);
    expect(() => write(least.slug, 'other', folder)).toThrow(/cannot be written/);
    expect(readFileSync(join(folder, 'birmingham.yaml'), 'utf8')).toBe(text);
    rmSync(join(folder, 'birmingham.yaml'));
  });

  it.each([
    ['there is a file of its name', { ...least, slug: 'kent', name: 'Kent' }, /kent\.yaml is there already/],
    [
      'another file is of its code',
      { ...least, code: 'E10000016' },
      /kent\.yaml is the file of E10000016 already/,
    ],
    [
      'an address is not in its domains, whoever calls',
      { ...least, frontDoor: 'front.door@elsewhere.com' },
      /elsewhere\.com is not among the allowed domains/,
    ],
  ])('is refused where %s', (_, answers, says) => {
    expect(() => newFile(answers, folder)).toThrow(says);
  });
});

describe('npx homeward init', () => {
  it('prints the file where it is asked to, and writes nothing', () => {
    const { status, stdout, stderr } = homeward(
      ...['init', 'rutland', '--code', 'E06000017', '--domain', 'Rutland.gov.uk', '--print'],
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(policyOf(stdout).authority).toEqual({ code: 'E06000017', name: 'Rutland', slug: 'rutland' });
  });

  const good = ['--code', 'E06000017', '--domain', 'rutland.gov.uk'];
  it.each([
    [['rutland'], 2, /Nobody is at the keyboard to be asked: give --code and --domain too/],
    [['rutland', '--code', 'E06000017'], 2, /give --domain too/],
    [['Rutland County', ...good], 2, /such as rutland-county/],
    [['example', ...good], 2, /cannot be the name of a file/],
    [['../rutland', ...good], 2, /cannot be the name of a file/],
    [
      ['rutland', '--code', 'E06000117', '--domain', 'rutland.gov.uk'],
      2,
      /did you mean E06000017 \(Rutland\)\?/,
    ],
    [['sheffield', '--code', 'E08000019', '--domain', 'a.uk'], 2, /has ended: use E08000039 \(Sheffield\)/],
    [['cardiff', '--code', 'W06000015', '--domain', 'a.wales'], 2, /is not in England/],
    [
      ['rutland', ...good, '--front-door', 'a@gmail.com'],
      2,
      /--front-door: a@gmail\.com is outside the authority's own domains/,
    ],
    [['rutland', ...good, '--pilot', 'nobody'], 2, /is not an email address/],
    [['rutland', ...good, '--account', '12'], 2, /is not an AWS account/],
    [['rutland', ...good, '--police-urn', 'police'], 2, /is not the name of a police source/],
    [['rutland', ...good, '--name', 'Oakham'], 2, /would call the stack oakham/],
    [['kent', ...good], 1, /kent\.yaml is there already/],
  ])('%j is refused in a line', (words, status, says) => {
    const ran = homeward('init', ...words);
    expect(ran.status).toBe(status);
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toMatch(says);
    expect(ran.stderr).not.toMatch(/\n +at /);
  });
});
