// Checks the directory: a front door with somebody behind it, addresses that letters may go to, deputies that lead somewhere.
import { FRONT_DOOR } from '../../core/routing.ts';
import { closest } from '../closest.ts';
import type { Finding, Path } from '../finding.ts';
import { listIn, tableIn, textIn } from '../plain.ts';
import { ROLES_FROM_ELSEWHERE } from '../roles.ts';
import { inWords } from '../wording.ts';

export function directoryFindings(file: unknown): Finding[] {
  const roles = Object.keys(tableIn(file, 'directory'));
  return [
    ...(roles.length > 0 ? [...frontDoor(file), ...unusable(roles), ...deputies(file, roles)] : []),
    ...foreignDomains(file),
    ...needlessExceptions(file),
    ...ownCode(file),
  ];
}

function frontDoor(file: unknown): Finding[] {
  const path = ['directory', FRONT_DOOR];
  if (!Object.hasOwn(tableIn(file, 'directory'), FRONT_DOOR)) {
    const message = "there is no front-door, to whom everything falls that is nobody else's";
    const near = closest(FRONT_DOOR, Object.keys(tableIn(file, 'directory')));
    const mend = near ? `rename ${near}` : 'add front-door with an address and a deputy';
    return [{ path: ['directory'], message, mend }];
  }
  if (Object.hasOwn(tableIn(file, ...path), 'deputy')) return [];
  const message = 'has no deputy, so a letter that its mailbox refuses would reach nobody';
  return [{ path, message, mend: 'add deputy: with another role' }];
}

function unusable(roles: readonly string[]): Finding[] {
  return roles
    .filter((role) => ROLES_FROM_ELSEWHERE.includes(role))
    .map((role) => ({
      path: ['directory', role],
      message: `no letter would use this address: that of ${role} comes from ${
        role.endsWith('-authority') ? 'other-authorities' : 'the case system'
      }`,
      mend: 'take it out',
    }));
}

function deputies(file: unknown, roles: readonly string[]): Finding[] {
  const deputyOf = (role: string) => textIn(file, 'directory', role, 'deputy');
  const inCircle = new Set<string>();
  return roles.flatMap((role): Finding[] => {
    const deputy = deputyOf(role);
    const path = ['directory', role, 'deputy'];
    if (deputy === undefined) return [];
    if (!roles.includes(deputy)) {
      const near = closest(deputy, roles);
      const mend = near ? `did you mean ${near}?` : `add ${deputy} to the directory`;
      return [{ path, message: `no role is named ${deputy}`, mend }];
    }
    const chain = [role];
    for (let next = deputyOf(role); next !== undefined && !chain.includes(next); next = deputyOf(next))
      chain.push(next);
    const isCircle = deputyOf(chain.at(-1) ?? role) === role;
    if (!isCircle || inCircle.has(role)) return [];
    for (const each of chain) inCircle.add(each);
    const message = `the deputies go round in a circle: ${[...chain, role].join(', ')}`;
    return [{ path, message, mend: 'let the last of them have no deputy: it falls to the front door' }];
  });
}

const domainsIn = (file: unknown, list: string): string[] =>
  listIn(file, 'mail', list).map((each) => String(each).toLowerCase().replace(/^@/, ''));

/** An exception for a domain that no letter goes to is a domain that somebody misspelt. */
function needlessExceptions(file: unknown): Finding[] {
  const allowed = domainsIn(file, 'allowed-domains');
  return domainsIn(file, 'tls-optional').flatMap((domain, at): Finding[] => {
    if (allowed.length === 0 || allowed.includes(domain)) return [];
    const near = closest(domain, allowed);
    const mend = near ? `did you mean ${near}?` : 'write one of mail/allowed-domains, or take it out';
    return [{ path: ['mail', 'tls-optional', at], message: `no letter goes to ${domain}`, mend }];
  });
}

/** One finding for each domain: to allow it is one line. */
function foreignDomains(file: unknown): Finding[] {
  const allowed = domainsIn(file, 'allowed-domains');
  if (allowed.length === 0) return [];
  const foreign = new Map<string, Path[]>();
  for (const { address, path } of addresses(file)) {
    const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
    if (address.includes('@') && !allowed.includes(domain)) {
      foreign.set(domain, [...(foreign.get(domain) ?? []), path]);
    }
  }
  return [...foreign].map(([domain, paths]) => {
    const near = closest(domain, allowed);
    const also = paths.slice(1).map((path) => path.join('/'));
    return {
      path: paths[0] ?? [],
      message: `${domain} is not among the allowed domains${also.length > 0 ? `, here and in ${inWords(also, 'and')}` : ''}`,
      mend: near
        ? `did you mean ${near}?`
        : 'use an address in one of them, or add the domain to mail/allowed-domains',
    };
  });
}

function addresses(file: unknown): { address: string; path: Path }[] {
  const places: Path[] = [
    ...Object.keys(tableIn(file, 'directory')).flatMap((role): Path[] => [
      ['directory', role, 'address'],
      ['directory', role, 'out-of-hours'],
    ]),
    ...Object.keys(tableIn(file, 'other-authorities')).map(
      (code): Path => ['other-authorities', code, 'address'],
    ),
    ['deployment', 'shadow', 'to'],
  ];
  return places.flatMap((path) => {
    const address = textIn(file, ...path);
    return address === undefined ? [] : [{ address, path }];
  });
}

function ownCode(file: unknown): Finding[] {
  const code = textIn(file, 'authority', 'code');
  if (code === undefined || !Object.hasOwn(tableIn(file, 'other-authorities'), code)) return [];
  return [{ path: ['other-authorities', code], message: 'is this authority itself', mend: 'take it out' }];
}
