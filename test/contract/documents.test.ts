import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { generated } from '../../docs/generate.ts';
import { messageTypes } from '../../shared/contract/message.ts';
import { darlington, exampleFiles, exampleText, kent, reading, reasons, root, sound } from './kent.ts';

type Schema = { properties?: Record<string, Schema>; anyOf?: Schema[]; [keyword: string]: unknown };

function schemaOf(type: string): Schema {
  return JSON.parse(generated().get(`docs/schemas/${type}.json`) ?? '{}');
}

function fieldsOf(schema: Schema | undefined): [string, Schema][] {
  return Object.entries(schema?.properties ?? {}).map(([name, field]) => [
    name,
    field['type'] ? field : (field.anyOf?.[0] ?? field),
  ]);
}

describe('the documents that are generated', () => {
  it.each([...generated()])('%s is current (else: npm run generate)', (path, text) => {
    expect(existsSync(join(root, path))).toBe(true);
    expect(readFileSync(join(root, path), 'utf8')).toBe(text);
  });

  it('no schema is left over', () => {
    const files = readdirSync(join(root, 'docs/schemas')).map((name) => `docs/schemas/${name}`);
    expect(files.filter((path) => !generated().has(path))).toEqual([]);
  });

  it.each(messageTypes)('describe %s and each of its fields', (type) => {
    const undescribed = (schema: Schema | undefined): string[] =>
      fieldsOf(schema).flatMap(([name, field]) => [
        ...(field['description'] ? [] : [name]),
        ...undescribed(field),
      ]);
    expect(schemaOf(type)['description']).toBeTruthy();
    expect(undescribed(schemaOf(type).properties?.['data'])).toEqual([]);
  });
});

describe('the example messages', () => {
  it.each(exampleFiles)('%s is readable', (file) => {
    const authority = file.startsWith('kent-') ? kent : darlington;
    expect(reading(JSON.parse(exampleText(file)), authority)).toMatchObject({ readable: true });
  });

  it.each(exampleFiles)(
    '%s holds to its published schema, and would not for an authority without a code',
    (file) => {
      const event = JSON.parse(exampleText(file));
      const published = z.fromJSONSchema(schemaOf(event.type) as Parameters<typeof z.fromJSONSchema>[0]);
      expect(published.safeParse(event).error?.issues ?? []).toEqual([]);
      expect(published.safeParse({ ...event, data: { ...event.data, authority: 'Kent' } }).success).toBe(
        false,
      );
    },
  );

  it('there is one for each type', () => {
    const types = exampleFiles.map((file) => JSON.parse(exampleText(file)).type);
    expect([...new Set(types)].sort()).toEqual([...messageTypes].sort());
  });
});

describe('every field of every type', () => {
  const fields = messageTypes.flatMap((type) =>
    fieldsOf(schemaOf(type).properties?.['data']).map(([name, field]) => ({ type, name, field })),
  );
  const named = (each: (typeof fields)[number]) => [`${each.type} ${each.name}`, each] as const;
  const required = (type: string) => schemaOf(type).properties?.['data']?.['required'] as string[];

  it.each(fields.filter(({ type, name }) => !required(type).includes(name)).map(named))(
    '%s may be unknown',
    (_, each) => {
      const others = each.type === 'missing.found' ? { outcome: 'deceased' } : {};
      const start = each.type === 'missing.reported' ? { missingSince: '2026-11-20T20:30:00Z' } : {};
      const also = each.name === 'missingSince' ? {} : start;
      const held = each.name === 'outcome' ? {} : others;
      expect(reasons(sound(each.type, { ...also, ...held, [each.name]: null }))).toEqual([]);
    },
  );

  it.each(fields.filter(({ field }) => String(field['pattern']).includes('[Tt]')).map(named))(
    '%s must not lie ahead',
    (_, { type, name }) => {
      const found = reasons(sound(type, { [name]: '2026-12-24T18:00:00Z' }));
      expect(found).toContainEqual({ path: `/data/${name}`, message: expect.stringContaining('future') });
    },
  );

  it('nor may the time of a prevention interview', () => {
    const preventionInterview = { done: true, at: '2026-12-24T18:00:00Z' };
    expect(reasons(sound('missing.found', { preventionInterview }))).toHaveLength(1);
  });

  it.each(fields.filter(({ field }) => field['enum']).map(named))(
    '%s takes its own values alone',
    (_, each) => {
      const { type, name, field } = each;
      const values = field['enum'] as string[];
      const alone = type === 'interview.recorded' ? { completedAt: null } : { returnedAt: null };
      const other = type === 'missing.found' || type === 'interview.recorded' ? alone : {};
      for (const value of values) expect(reasons(sound(type, { ...other, [name]: value }))).toEqual([]);
      for (const value of ['dire', '', values[0]?.toUpperCase(), 1]) {
        const found = reasons(sound(type, { ...other, [name]: value }));
        expect(found).toEqual([
          { path: `/data/${name}`, message: expect.stringContaining(values.slice(0, -1).join(', ')) },
        ]);
      }
    },
  );
});

describe('the values that the procedures depend on', () => {
  const enumOf = (type: string, name: string) =>
    fieldsOf(schemaOf(type).properties?.['data']).find(([each]) => each === name)?.[1]['enum'];

  it.each([
    ['missing.reported', 'category', 'missing, absent, away-from-placement, unknown'],
    ['missing.reported', 'risk', 'high, medium, low, very-low, no-apparent-risk, not-assessed'],
    ['missing.found', 'outcome', 'returned, found, located-not-returned, not-missing, deceased, in-error'],
    [
      'case.updated',
      'status',
      'not-open, early-help, child-in-need, child-protection-plan, looked-after, care-leaver',
    ],
    ['interview.recorded', 'outcome', 'accepted, declined, no-contact, missing-again, not-appropriate'],
  ])('%s %s: %s', (type, name, values) => {
    expect(enumOf(type, name)).toEqual(values.split(', '));
  });

  it('a person is a child, unborn, a pregnant adult, a family or a care leaver', () => {
    const data = schemaOf('missing.reported').properties?.['data'];
    const kind = fieldsOf(data?.properties?.['person']).find(([name]) => name === 'kind')?.[1]['enum'];
    expect(kind).toEqual(['child', 'unborn', 'pregnant-adult', 'family', 'care-leaver']);
  });
});
