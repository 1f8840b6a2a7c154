// What the documents say of the thing is true of it: alarms, outputs, commands, fields, messages, and files that they point to.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { receive } from '../../functions/receive/handler.ts';
import { emptyWorld } from '../../local/simulate.ts';
import { messageTypes } from '../../shared/contract/message.ts';
import { exampleStack, ofType } from '../infra/example-stack.ts';
import { homeward } from '../local/commands/homeward.ts';
import { procedure } from '../situations/playing.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const PAGES = [
  'README.md',
  'docs/deploying.md',
  'docs/message-guide.md',
  'docs/runbook.md',
  'docs/threat-model.md',
  'docs/data-protection.md',
  'docs/responsibilities.md',
  'docs/decisions/012-going-back-a-release.md',
  'docs/console.md',
  'docs/iam-on-one-machine.md',
];

const spoken = (text: string): string[] => [...text.matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word);

describe('the runbook', () => {
  const alarms = ofType(exampleStack(), 'AWS::CloudWatch::Alarm').map(({ properties }) =>
    String(properties['AlarmName']).replace('homeward-saltmarsh ', ''),
  );

  it('has a heading for each alarm, and none for an alarm that is not there', () => {
    const [, byAlarm = ''] = read('docs/runbook.md').split('## By alarm');
    const headings = [...byAlarm.matchAll(/^### (.+)$/gm)].map(([, name]) => name);
    expect(headings.sort()).toEqual(alarms.sort());
  });

  it('sends nobody who sees something to an alarm that is not there', () => {
    const [, table = ''] = read('docs/runbook.md').split('## By what you see');
    const [symptoms = ''] = table.split('## By alarm');
    const named = spoken(symptoms).filter((word) => /^[a-z]+(-[a-z]+)+$/.test(word));
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !alarms.includes(name))).toEqual([]);
  });
});

describe('the message guide', () => {
  const guide = read('docs/message-guide.md');

  it('tells of every type of message', () => {
    for (const type of messageTypes) expect(guide).toContain(`| \`${type}\` |`);
  });

  it('shows a message that is understood', async () => {
    const [, body = ''] = /```json\n([\s\S]*?)```/.exec(guide) ?? [];
    const world = emptyWorld(procedure('kent'), '2026-11-20T22:05:00.000Z');
    await receive({ body, senderId: 'AROAEXAMPLEPOLICE' }, world);
    expect([...world.episodes.receipts.values()].map(({ outcome }) => outcome)).toEqual(['applied']);
  });
});

describe('the notes on data protection', () => {
  const [, comesIn = ''] = read('docs/data-protection.md').split('## What comes in');
  const [table = ''] = comesIn.split('## Where it is');
  const named = new Set(spoken(table).filter((word) => /^[a-z][A-Za-z]+$/.test(word)));
  const inSchemas = new Set(
    readdirSync(join(root, 'docs/schemas'))
      .filter((file) => messageTypes.some((type) => file === `${type}.json`))
      .flatMap((file) => dataFields(JSON.parse(read(`docs/schemas/${file}`)))),
  );

  it('name every field that a message may carry of a person', () => {
    expect([...inSchemas].filter((field) => !named.has(field))).toEqual([]);
  });

  it('name none that no message carries', () => {
    expect([...named].filter((field) => !inSchemas.has(field) && field !== 'circumstances')).toEqual([]);
  });
});

/** Names of what stands in `data`, and in the person within it; `authority` and `person` themselves say nothing. */
function dataFields(schema: unknown): string[] {
  const all = find(schema, 'data').flatMap((data) => Object.entries(propertiesOf(data)));
  const person = all
    .filter(([name]) => name === 'person')
    .flatMap(([, of]) => Object.keys(deepProperties(of)));
  return [...all.map(([name]) => name), ...person].filter((name) => !['authority', 'person'].includes(name));
}

function find(schema: unknown, name: string): unknown[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = Object.hasOwn(propertiesOf(schema), name) ? [propertiesOf(schema)[name]] : [];
  return [
    ...own,
    ...('allOf' in schema && Array.isArray(schema.allOf)
      ? schema.allOf.flatMap((each) => find(each, name))
      : []),
  ];
}

const propertiesOf = (schema: unknown): Record<string, unknown> =>
  typeof schema === 'object' && schema !== null && 'properties' in schema
    ? (schema.properties as Record<string, unknown>)
    : {};

const deepProperties = (schema: unknown): Record<string, unknown> => {
  if (typeof schema !== 'object' || schema === null) return {};
  const within = Object.values(schema).flatMap((each) => (Array.isArray(each) ? each : []));
  return Object.assign({}, propertiesOf(schema), ...within.map(deepProperties));
};

describe('the deployment guide', () => {
  it('names outputs that the stack has', () => {
    const stack = read('infra/authority-stack.ts');
    for (const output of ['NotificationsQueueUrl', 'NotificationsQueueArn', 'DnsRecord']) {
      expect(read('docs/deploying.md')).toContain(output);
      expect(stack).toContain(output);
    }
  });
});

describe.each(PAGES)('%s', (page) => {
  const text = read(page);

  it('points to files that are there', () => {
    const paths = [
      ...spoken(text).filter((word) =>
        /^(docs|authorities|examples|test|shared|infra|local)\/[\w./-]+$/.test(word),
      ),
      ...[...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => join(dirname(page), path)),
    ];
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('names commands that there are', () => {
    const { stdout } = homeward('--help');
    const commands = [...stdout.matchAll(/^ {2}([a-z-]+) /gm)].map(([, name]) => name);
    const named = [...text.matchAll(/npx homeward ([a-z]+(?:-[a-z]+)*)/g)].map(([, name]) => name);
    expect(commands).toContain('check');
    expect(named.filter((name) => !commands.includes(name))).toEqual([]);
  });
});
