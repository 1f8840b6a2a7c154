// The mailbox of a letter at the moment at which it is sent.
import { describe, expect, it } from 'vitest';
import type { Child } from '../../shared/core/facts.ts';
import { deliveryOf, digest, successionOf } from '../../shared/core/routing.ts';
import { child, kent, RECEIVED } from './england.ts';

const known = <T>(value: T, knownAt = RECEIVED) => ({ value, knownAt });

describe('where a letter goes', () => {
  const NOON = '2026-11-20T12:00:00.000Z';
  const to = (role: string, authority?: string, about: Partial<Child> = {}, policy = kent) =>
    deliveryOf({ role, ...(authority && { authority }) }, child(about), policy, NOON);
  const frontDoor = kent.directory['front-door']?.address ?? '';

  it('for a keyworker, to the address of the case system inside the allowed domains', () => {
    const [domain] = kent.mail.allowedDomains;
    expect(
      to('keyworker', undefined, {
        keyworker: known(`kim@${domain}`),
        keyworkerTeam: known(`north@${domain}`),
      }),
    ).toEqual({ mailbox: `kim@${domain}` });
    expect(
      to('keyworker-team', undefined, {
        keyworker: known(`kim@${domain}`),
        keyworkerTeam: known(`north@${domain}`),
      }),
    ).toEqual({ mailbox: `north@${domain}` });
  });

  it.each([
    ['keyworker', 'the keyworker'],
    ['keyworker-team', "the keyworker's team"],
  ])('for a %s without one, to the front door, which passes it on', (role, whom) => {
    expect(to(role)).toEqual({
      mailbox: frontDoor,
      note: `This is for ${whom}, whose address the case system has not given. Please pass it on.`,
    });
    expect(
      to(role, undefined, {
        keyworker: known('kim@elsewhere.example'),
        keyworkerTeam: known('n@elsewhere.example'),
      }),
    ).toEqual({
      mailbox: frontDoor,
      note: `This is for ${whom}, whose address is outside the allowed domains. Please pass it on.`,
    });
    expect(deliveryOf({ role }, undefined, kent, NOON).mailbox).toBe(frontDoor);
  });

  it('for another authority without an address, to the front door, which telephones', () => {
    const bexley = { ...kent, authorities: { E09000004: { name: 'Bexley' } } };
    expect(to('host-authority', 'E09000004', {}, bexley).note).toBe(
      'This is for Bexley (E09000004), whose address is not in the directory. Please telephone that authority now.',
    );
    expect(to('host-authority', 'E99999999', {}, bexley).note).toBe(
      'This is for authority E99999999, whose address is not in the directory. Please telephone that authority now.',
    );
  });

  it('for a role without an address, to the front door; without a front door nowhere, which is a fault', () => {
    expect(to('nobody-here').note).toBe(
      'This is for nobody-here, a role without an address. Please pass it on.',
    );
    expect(() => to('keyworker', undefined, {}, { ...kent, directory: {} })).toThrow(
      'The directory has no front-door',
    );
  });

  it('out of hours to the address that is staffed then', () => {
    const directory = {
      'front-door': { address: 'day@kent.example', outOfHours: 'night@kent.example', verified: '2026-01-01' },
    };
    const at = (now: string) =>
      deliveryOf({ role: 'front-door' }, undefined, { ...kent, directory }, now).mailbox;
    expect([at(NOON), at('2026-11-20T22:00:00.000Z')]).toEqual(['day@kent.example', 'night@kent.example']);
  });

  it('after a role that is not in the directory, to the front door and its deputies', () => {
    const entry = (deputy?: string) => ({
      address: 'x@kent.example',
      verified: '2026-01-01',
      ...(deputy && { deputy }),
    });
    const policy = {
      ...kent,
      directory: {
        'front-door': entry('director'),
        director: entry('front-door'),
        visitor: entry('director'),
      },
    };
    expect(successionOf('nobody-here', policy)).toEqual(['front-door', 'director']);
    expect(successionOf('visitor', policy)).toEqual(['director', 'front-door']);
    expect(successionOf('front-door', policy)).toEqual(['director']);
  });
});

describe('the short name of a mailbox', () => {
  it('is the same for ever: it stands in ids that were written years ago', () => {
    // What cyrb53 is published to give.
    const published: Record<string, number> = {
      a: 7929297801672961,
      b: 8684336938537663,
      revenge: 4051478007546757,
    };
    for (const [text, number] of Object.entries(published)) expect(digest(text)).toBe(number.toString(36));
  });
});
