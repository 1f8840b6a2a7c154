// What became of a letter on one machine, address by address, in words; whether it arrived is never said by colour alone.
import type { Fate } from '../emulators/ses/fates.ts';
import { fatesOf } from '../emulators/ses/fates.ts';

export interface Became {
  says: string;
  arrived: boolean;
}

/** A later word counts more than the one before it. */
export function becameOf(address: string): Became {
  const fate = fatesOf(address).at(-1);
  return fate ? inWords(fate) : { says: 'sent; no word came of what became of it', arrived: false };
}

function inWords({ kind, because }: Fate): Became {
  switch (kind) {
    case 'delivery':
      return { says: 'delivered', arrived: true };
    case 'complaint':
      return { says: 'delivered, and reported as unwanted mail', arrived: true };
    case 'bounce':
      return { says: `came back: ${BOUNCED[because ?? 'unknown']}`, arrived: false };
    case 'deliveryDelay':
      return { says: 'delayed: the mailbox has not taken it yet', arrived: false };
    case 'reject':
      return { says: 'not taken by the mail service', arrived: false };
    case 'renderingFailure':
      return { says: 'could not be written', arrived: false };
    default:
      return { says: 'sent', arrived: true };
  }
}

const BOUNCED: Record<NonNullable<Fate['because']>, string> = {
  unknown: 'there is no such mailbox',
  suppressed: 'the mail service no longer writes to this address',
  'no-tls': 'the mailbox takes no encrypted mail',
};
