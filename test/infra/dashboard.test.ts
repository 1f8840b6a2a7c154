// Whoever is on duty reads one page, without knowing how any of it works.
import { describe, expect, it } from 'vitest';
import { exampleStack, ofType, only } from './example-stack.ts';

const stack = exampleStack();
const alarms = ofType(stack, 'AWS::CloudWatch::Alarm');

describe('the dashboard', () => {
  const said = JSON.stringify(only(stack, 'AWS::CloudWatch::Dashboard').properties['DashboardBody']);

  it('shows every alarm first', () => {
    for (const { id } of alarms) expect(said, id).toContain(`"${id}"`);
  });

  it('says in plain words what waits, what is late and what failed', () => {
    const titles = [...said.matchAll(/\\"title\\":\\"([^"\\]+)/g)].map(([, title]) => title);
    for (const kind of [/^What needs a person$/, /^What waits: /, /^What is late: /, /^What failed: /])
      expect(titles).toContainEqual(expect.stringMatching(kind));
    for (const title of titles) expect(title).toMatch(/^What (needs|waits|went out|is late|failed)\b/);
    const labels = [...said.matchAll(/\\"label\\":\\"([^"\\]+)/g)].map(([, label]) => label);
    expect(labels.length).toBeGreaterThan(15);
    for (const label of labels) expect(label).not.toMatch(/queue|lambda|dlq|error|receive\b|settle\b|sweep/i);
  });
});
