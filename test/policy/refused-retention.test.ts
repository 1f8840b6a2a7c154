import { describe, expect, it } from 'vitest';
import { retentionInWords } from '../../shared/policy/in-words/retention.ts';
import { authorityFrom } from '../../shared/policy/load.ts';
import { exampleStack, ofType } from '../infra/example-stack.ts';
import { edited, faultsIn, kent, lineOf } from './edited.ts';

const withRetention = (written: string, ...edits: [string, string][]): string =>
  edited(kent, ['\nversions:', `\nretention: ${written}\nversions:`], ...edits);

/** A file with a rule that counts how often the child went missing. */
const counting = (within: string): string =>
  withRetention('{ closed: P6Y, messages: P90D }', [
    'when: { status: [not-open] }\n        do: decide',
    `when: { all: [{ status: [not-open] }, { episodes: { at-least: 2, in: ${within} } }] }\n        do: decide`,
  ]);

const findings = (text: string) =>
  faultsIn(text).map(({ path, line, message, mend }) => ({ path, line, message, mend }));

describe('a retention period is refused', () => {
  it.each([
    ['P1Y', /the return of a year looks back on/, /P2Y or more/],
    ['P23M', /the return of a year looks back on/, /P2Y or more/],
    ['P729D', /the return of a year looks back on/, /P2Y or more/],
  ])('that is shorter than a report looks back on: %s', (closed, says, mend) => {
    const text = counting('{ days: 90 }').replace('P6Y', closed);
    expect(findings(text)).toEqual([
      {
        path: '/retention/closed',
        line: lineOf(text, 'retention:'),
        message: expect.stringMatching(says),
        mend: expect.stringMatching(mend),
      },
    ]);
  });

  it.each([
    ['{ months: 96 }', 'P96M'],
    ['{ days: 3650 }', 'P3650D'],
    ['ever', 'P18Y'],
  ])('that is shorter than a rule looks back on: %s', (within, needed) => {
    const [finding, ...more] = findings(counting(within)).filter(({ path }) => path === '/retention/closed');
    expect(more).toEqual([]);
    expect(finding?.message).toBe('is shorter than what triage looks back on');
    expect(finding?.mend).toBe(`write ${needed} or more`);
    const longer = counting(within).replace('P6Y', needed);
    expect(findings(longer).filter(({ path }) => path.startsWith('/retention'))).toEqual([]);
  });

  it('of messages that may still come back after it', () => {
    const text = counting('{ days: 90 }').replace('P90D', 'P41D');
    expect(findings(text)).toMatchObject([{ path: '/retention/messages', mend: 'write P42D or more' }]);
  });

  it('of messages that outlive the record', () => {
    const text = counting('{ days: 90 }').replace('P90D', 'P7Y');
    expect(findings(text)).toMatchObject([
      { path: '/retention/messages', mend: expect.stringMatching(/closed/) },
    ]);
  });

  it.each(['P6Y6M', '6 years', 'PT24H', 'P0Y', 'P', 'P-1Y'])('that is none: %s', (closed) => {
    const text = counting('{ days: 90 }').replace('P6Y', closed);
    expect(findings(text)).toMatchObject([{ path: '/retention/closed', message: 'is not a period' }]);
  });

  it('that stands alone', () => {
    const text = counting('{ days: 90 }').replace(', messages: P90D', '');
    expect(findings(text)).toMatchObject([{ path: '/retention/messages', message: 'is missing' }]);
  });
});

describe('the shortest period of messages', () => {
  it('is longer than a message can wait on the queues, and once more after a redrive', () => {
    const days = ofType(exampleStack(), 'AWS::SQS::Queue').map(
      ({ properties }) => Number(properties['MessageRetentionPeriod']) / 86_400,
    );
    const [dead, waiting] = [Math.max(...days), Math.min(...days)];
    expect(2 * (dead + waiting)).toBeLessThanOrEqual(42);
    expect([dead, waiting]).toEqual([14, 4]);
  });
});

describe('in words', () => {
  const lines = (text: string) => {
    const loaded = authorityFrom(text, 'kent');
    if (!loaded.ok) throw new Error('It has no faults');
    return retentionInWords(loaded.policy).entries.flatMap(({ lines }) =>
      lines.map((line) => line.join(': ')),
    );
  };

  it('what is kept for how long stands for who signs it', () => {
    const text = counting('{ days: 90 }').replace('P6Y', 'P25Y').replace('P90D', 'P18M');
    expect(lines(text)).toEqual(
      expect.arrayContaining([
        'A record: 25 years from the last word on the child, once nothing of it is open',
        'A message: as it came: 18 months from when it was received',
      ]),
    );
  });

  it('a file without a period says that nothing is deleted', () => {
    expect(lines(kent)).toEqual(['Everything: for ever: the file names no period']);
  });
});
