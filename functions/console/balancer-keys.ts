// The load balancers' public keys of one region, each fetched once and remembered.
import type { KeyObject } from 'node:crypto';
import { createPublicKey } from 'node:crypto';

type Fetch = (address: string, how: { signal: AbortSignal }) => Promise<Response>;

/** A load balancer changes its key now and then; more than these are none of ours. */
const MOST = 20;
const PATIENCE = 3_000; // ms

export function balancerKeys(region: string, ask: Fetch = fetch) {
  const known = new Map<string, Promise<KeyObject | undefined>>();

  /** Throws where it cannot be said whether there is such a key. */
  async function fetched(id: string): Promise<KeyObject | undefined> {
    const address = `https://public-keys.auth.elb.${region}.amazonaws.com/${id}`;
    const response = await ask(address, { signal: AbortSignal.timeout(PATIENCE) });
    // An id that is none is answered as one that is forbidden.
    if ([400, 403, 404].includes(response.status)) return undefined;
    if (!response.ok) throw new Error(`The public keys answer ${response.status}`);
    return createPublicKey(await response.text());
  }

  return (id: string): Promise<KeyObject | undefined> => {
    const before = known.get(id);
    if (before) return before;
    const asked = fetched(id);
    known.set(id, asked);
    // What failed, or was not there yet, is asked for again.
    const forget = () => known.delete(id);
    asked.then((key) => key || forget(), forget);
    const [oldest] = known.keys();
    if (known.size > MOST && oldest !== undefined) known.delete(oldest);
    return asked;
  };
}
