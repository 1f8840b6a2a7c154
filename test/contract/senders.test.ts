import { describe, expect, it } from 'vitest';
import { messageTypes } from '../../shared/contract/message.ts';
import { readMessage } from '../../shared/contract/read.ts';
import { sourceKinds } from '../../shared/contract/senders.ts';
import { kent, reasons, says, sound } from './kent.ts';

function from(sender: string | undefined, change: Record<string, unknown> = {}) {
  const read = readMessage(JSON.stringify({ ...sound('missing.reported'), ...change }), { ...kent, sender });
  return read.readable ? read.sourceKind : read.reasons;
}

describe('when somebody sends a message', () => {
  it('each sender of a source may speak for it', () => {
    expect(from('police')).toBe('police');
    expect(from('police-standby')).toBe('police');
  });

  it('a sender that nobody knows is refused', () => {
    expect(from(undefined)).toEqual(says('', 'sender that is not known'));
  });

  it('a sender cannot speak for the source of another', () => {
    expect(from('case-system')).toEqual(says('/source', "another sender's"));
  });

  it('a source that two kinds of sender share is what this sender is', () => {
    const urn = 'urn:police:kent:compact';
    const sources = [
      { urn, is: 'police', senders: ['police'] },
      { urn, is: 'emergency-duty-team', senders: ['night-desk'] },
    ] as const;
    const body = JSON.stringify(sound('missing.reported'));
    expect(readMessage(body, { ...kent, sources, sender: 'night-desk' })).toMatchObject({
      sourceKind: 'emergency-duty-team',
    });
  });

  it('an unknown sender is named beside what else is wrong with the whole', () => {
    const overrides = JSON.parse('['.repeat(40) + ']'.repeat(40));
    const body = JSON.stringify(sound('case.updated', { overrides: { overrides } }));
    expect(readMessage(body, { ...kent, sender: undefined })).toMatchObject({
      reasons: [...says('', 'nested'), ...says('', 'sender that is not known')],
    });
  });

  it('a source that the authority does not list is refused', () => {
    expect(from('police', { source: 'urn:police:essex:athena' })).toEqual(says('/source', 'is not a source'));
  });

  it('a message for another authority is refused', () => {
    expect(reasons(sound('missing.reported', { authority: 'E06000005' }))).toEqual(
      says('/data/authority', 'wrong authority for this stack'),
    );
  });

  it.each([undefined, null, 'Kent', 10000016])('the authority %j is refused once', (authority) => {
    expect(reasons(sound('missing.reported', { authority }))).toEqual([
      { path: '/data/authority', message: expect.any(String) },
    ]);
  });
});

describe('when a source stands for many', () => {
  it('ANY is any last segment', () => {
    expect(from('carers', { source: 'urn:carer:meadow-house' })).toBe('carer');
  });

  it.each(['urn:carer:', 'urn:carer', 'urn:carer:meadow:house', 'xurn:carer:meadow'])(
    '%s is not one of them',
    (source) => {
      expect(from('carers', { source })).toEqual([{ path: '/source', message: expect.any(String) }]);
    },
  );

  it('a source that is listed by itself goes before ANY', () => {
    const sources = [
      { urn: 'urn:school:ANY', is: 'school', senders: ['schools'] },
      { urn: 'urn:school:secure', is: 'other-authority', senders: ['schools', 'secure'] },
    ] as const;
    const body = JSON.stringify({ ...sound('missing.reported'), source: 'urn:school:secure' });
    expect(readMessage(body, { ...kent, sources, sender: 'schools' })).toMatchObject({
      sourceKind: 'other-authority',
    });
  });
});

describe('what each kind of source may say', () => {
  const only = { 'case.updated': ['case-system'], 'education.absence': ['school', 'case-system'] };
  const allowed: Record<string, readonly string[]> = {
    ...only,
    'interview.recorded': ['case-system'],
    'task.recorded': ['case-system'],
  };
  const pairs = messageTypes.flatMap((type) => sourceKinds.map((kind) => [type, kind] as const));

  it.each(pairs)('%s from %s', (type, kind) => {
    const sources = [{ urn: 'urn:one:source', is: kind, senders: ['one'] }];
    const body = JSON.stringify({ ...sound(type), source: 'urn:one:source' });
    const read = readMessage(body, { ...kent, sources, sender: 'one' });
    const may = allowed[type]?.includes(kind) ?? true;
    expect(read).toMatchObject(
      may
        ? { readable: true, sourceKind: kind }
        : { reasons: says('/type', 'is not for this source to send') },
    );
  });
});
