import { describe, expect, it } from 'vitest';
import { readMessage } from '../../shared/contract/read.ts';
import { exampleText, kent, reading, reasons, says, sound } from './kent.ts';

const body = exampleText('kent-missing-reported.json');

describe('when a message is sound', () => {
  it('it is read with its instants in UTC and its source known', () => {
    const event = sound('missing.reported', { lastSeenAt: '2026-11-20T21:30:00.5+01:00' });
    expect(reading(event)).toMatchObject({
      readable: true,
      sourceKind: 'police',
      message: {
        id: '8d1c5b9e',
        source: 'urn:police:kent:compact',
        type: 'missing.reported',
        time: '2026-11-20T22:05:00.000Z',
        subject: 'MP-2026-004512',
        data: { lastSeenAt: '2026-11-20T20:30:00.500Z' },
      },
    });
  });

  it('what only its transport needs is not kept', () => {
    const read = reading({
      ...sound('missing.reported'),
      traceparent: '00-4bf92f35-00f067aa-01',
      dataschema: 'urn:x',
    });
    expect(Object.keys(read.readable ? read.message : {}).sort()).toEqual([
      'data',
      'id',
      'source',
      'subject',
      'time',
      'type',
    ]);
  });

  it('what is absent stays absent and what is null stays null', () => {
    const read = reading(sound('missing.updated', { risk: null }));
    expect(read.readable && Object.keys(read.message.data).sort()).toEqual([
      'authority',
      'indicators',
      'lastSeenAt',
      'linkedReferences',
      'risk',
    ]);
    expect(read).toMatchObject({ message: { data: { risk: null } } });
  });

  it('the content type may be left out, or name its character set', () => {
    const { datacontenttype, ...rest } = sound('missing.reported');
    expect(reasons(rest)).toEqual([]);
    expect(reasons({ ...rest, datacontenttype: 'application/json; charset=utf-8' })).toEqual([]);
  });

  it('a reference is taken without the spaces around it', () => {
    expect(reading({ ...sound('missing.reported'), subject: ' MP 26/004512_a.1 ' })).toMatchObject({
      message: { subject: 'MP 26/004512_a.1' },
    });
  });
});

describe('when a body is no message at all', () => {
  const bodies: [string, string, string][] = [
    ['free text', 'child missing, please call', 'is not JSON'],
    ['nothing', '', 'is not JSON'],
    ['half a message', body.slice(0, 200), 'is not JSON'],
    ['a list of messages', `[${body}]`, 'is not an object'],
    ['a number', '42', 'is not an object'],
    ['null', 'null', 'is not an object'],
    ['two messages', body + body, 'is not JSON'],
  ];
  it.each(bodies)('%s has one reason, for the whole', (_, text, words) => {
    expect(readMessage(text, kent)).toEqual({
      readable: false,
      reasons: says('', words),
      id: undefined,
      source: undefined,
      type: undefined,
    });
  });
});

describe('when the envelope is at fault', () => {
  const faults: [string, Record<string, unknown>, string, string][] = [
    ['another version of CloudEvents', { specversion: '0.3' }, '/specversion', 'write "1.0"'],
    ['a version that is a number', { specversion: 1.0 }, '/specversion', 'write "1.0"'],
    ['no id', { id: undefined }, '/id', 'is missing'],
    ['a null id', { id: null }, '/id', 'is missing'],
    ['an empty id', { id: '' }, '/id', 'is empty'],
    ['a long id', { id: 'x'.repeat(201) }, '/id', 'longer than 200'],
    ['an id with a NUL', { id: 'a\u0000b' }, '/id', 'control'],
    ['an id with half a character', { id: 'a\ud800b' }, '/id', 'broken'],
    ['no source', { source: undefined }, '/source', 'is missing'],
    ['an empty source', { source: '' }, '/source', 'is empty'],
    ['a source with spaces', { source: 'Kent Police' }, '/source', 'holds spaces'],
    ['no type', { type: undefined }, '/type', 'is missing'],
    ['an empty type', { type: '' }, '/type', 'is empty'],
    ['a type that is no text', { type: 5 }, '/type', 'is not text'],
    ['no time', { time: undefined }, '/time', 'is missing'],
    ['XML inside', { datacontenttype: 'application/xml' }, '/datacontenttype', 'application/json'],
    ['no subject', { subject: undefined }, '/subject', 'is missing'],
    ['a null subject', { subject: null }, '/subject', 'is missing'],
    ['an empty subject', { subject: '  ' }, '/subject', 'is empty'],
    ['a long subject', { subject: 'x'.repeat(101) }, '/subject', 'longer than 100'],
    ['a subject with a line break', { subject: 'MP-1\r\nBcc: x' }, '/subject', 'letters, digits'],
    ['a subject with a NUL', { subject: 'MP-1\u0000' }, '/subject', 'letters, digits'],
    ['a subject with half a character', { subject: 'MP-1\udc00' }, '/subject', 'letters, digits'],
    ['no data', { data: undefined }, '/data', 'is missing'],
    ['null data', { data: null }, '/data', 'is null'],
    ['data as text', { data: '{}' }, '/data', 'is not an object'],
    ['data as a list', { data: [] }, '/data', 'is not an object'],
    ['an unknown field', { data_base64: 'e30=' }, '/data_base64', 'is not a field that is known'],
  ];
  it.each(faults)('%s has its one reason', (_, change, path, words) => {
    expect(reasons({ ...sound('missing.reported'), ...change })).toEqual(says(path, words));
  });

  it('an unknown type has one reason, which lists the known ones', () => {
    const found = reasons({ ...sound('missing.reported'), type: 'missing.vanished', data: { whatever: 1 } });
    expect(found).toEqual(says('/type', 'missing.reported, missing.updated, missing.found'));
  });

  it.each(['constructor', '__proto__', 'toString'])('%s is no known type', (type) => {
    expect(reasons({ ...sound('missing.reported'), type })).toEqual(says('/type', 'not a type of message'));
  });

  it.each(['case.updated', 'education.absence'] as const)('%s has no subject', (type) => {
    expect(reasons({ ...sound(type), subject: 'MP-1' })).toEqual(says('/subject', 'leave it out'));
    expect(reasons({ ...sound(type), subject: null })).toEqual([]);
  });

  it('all its faults are listed, each with its own mend', () => {
    const event = { ...sound('missing.reported', { risk: 'dire', policeArea: 'Kent' }), id: '', time: 'now' };
    expect(reasons(event).map(({ path }) => path)).toEqual([
      '/id',
      '/time',
      '/data/risk',
      '/data/policeArea',
    ]);
    for (const { message } of reasons(event)) expect(message).toMatch(/^[^:]+: .+/);
  });
});

describe('when a message cannot be read', () => {
  it('it is still known by its id, source and type', () => {
    expect(reading({ ...sound('missing.reported'), time: 'now' })).toMatchObject({
      id: '8d1c5b9e',
      source: 'urn:police:kent:compact',
      type: 'missing.reported',
    });
  });

  it('they are cut to 200 characters', () => {
    expect(reading({ ...sound('missing.reported'), id: 'x'.repeat(999) })).toMatchObject({
      id: 'x'.repeat(200),
    });
  });

  it('what looks like a name or is no text is not shown', () => {
    expect(reading({ id: 'Robin Example', source: 7, type: 'missing\u0000' })).toMatchObject({
      id: undefined,
      source: undefined,
      type: undefined,
    });
  });
});
