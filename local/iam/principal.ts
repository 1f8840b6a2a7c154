// Who asks, and whether a statement's `Principal` means him.
import { TemplateFault } from '../stack/template.ts';

/** A role or user, of this account or another, or a service of AWS that acts for itself. */
export type Principal = { arn: string; account: string } | { service: string };

/** How a statement means somebody: himself, or only the account that he belongs to. */
export type Meant = 'himself' | 'his account';
export type Meaning = (who: Principal) => Meant | undefined;

export function principalOf(arn: string): Principal {
  return { arn, account: arn.split(':')[4] ?? '' };
}

export function nameOf(who: Principal): string {
  return 'arn' in who ? who.arn : who.service;
}

/** Throws a `TemplateFault` for a kind of principal that is not evaluated here. */
export function readPrincipal(element: unknown, where: string): Meaning {
  if (element === '*') return () => 'himself';
  if (typeof element !== 'object' || element === null) throw notDone(where, JSON.stringify(element));
  const meanings = Object.entries(element).flatMap(([kind, values]) =>
    [values].flat().map((value) => readOne(kind, String(value), where)),
  );
  return (who) => {
    const meant = meanings.map((meaning) => meaning(who));
    return meant.includes('himself') ? 'himself' : meant.find((one) => one !== undefined);
  };
}

function readOne(kind: string, value: string, where: string): Meaning {
  if (kind === 'Service' && !value.includes('*')) {
    return (who) => ('service' in who && who.service === value ? 'himself' : undefined);
  }
  if (kind !== 'AWS') throw notDone(where, `${kind} ${value}`);
  if (value === '*') return () => 'himself';
  const [, account] = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/.exec(value) ?? [];
  if (account !== undefined) {
    return (who) => ('account' in who && who.account === account ? 'his account' : undefined);
  }
  if (!/^arn:aws:iam::\d{12}:(role|user)\/[^*?]+$/.test(value)) throw notDone(where, value);
  return (who) => ('arn' in who && who.arn === value ? 'himself' : undefined);
}

function notDone(where: string, what: string): TemplateFault {
  return new TemplateFault(`${where}: the principal ${what} is not evaluated on one machine.`);
}
