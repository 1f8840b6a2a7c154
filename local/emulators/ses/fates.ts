// What becomes of a letter on one machine: it is delivered, or what its address asks for goes wrong.

export interface Fate {
  kind: 'send' | 'delivery' | 'deliveryDelay' | 'bounce' | 'complaint' | 'reject' | 'renderingFailure';
  /** Of a bounce: what kind of one. */
  because?: 'unknown' | 'suppressed' | 'no-tls';
}

/** For trying out what goes wrong: `bounce@..`, `bounce+x@..`, `..@bounce.example`; the same with each other word. */
const TROUBLES: Readonly<Record<string, readonly Fate[]>> = {
  bounce: [{ kind: 'bounce', because: 'unknown' }],
  suppressed: [{ kind: 'bounce', because: 'suppressed' }],
  'no-tls': [{ kind: 'bounce', because: 'no-tls' }],
  complaint: [{ kind: 'delivery' }, { kind: 'complaint' }],
  delayed: [{ kind: 'deliveryDelay' }],
  rejected: [{ kind: 'reject' }],
  unwritten: [{ kind: 'renderingFailure' }],
  /** It may be delivered, and no word of it comes. */
  unheard: [],
};

/** After the sending itself, in the order in which they come. */
export function fatesOf(address: string): readonly Fate[] {
  const [local = '', domain = ''] = address.toLowerCase().split('@');
  const trouble = Object.keys(TROUBLES).find(
    (word) => local === word || local.startsWith(`${word}+`) || domain === `${word}.example`,
  );
  return trouble === undefined ? [{ kind: 'delivery' }] : (TROUBLES[trouble] ?? []);
}
