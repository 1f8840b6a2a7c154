// A question to a service of AWS that no client is installed for, signed by the signer of one that is.
import { SESClient } from '@aws-sdk/client-ses';

/** Throws an Error that is named as AWS names what is wrong. */
export type Ask = (target: string, body: object) => Promise<unknown>;

interface Where {
  region: string;
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

/** `service`: as its signatures and its address call it. A client for each: a signer keeps the service that it began with. */
export function jsonService(service: string, { endpoint, ...config }: Where): Ask {
  const url = new URL(endpoint ?? `https://${service}.${config.region}.amazonaws.com`);
  const client = new SESClient(config);
  return async (target, asked) => {
    const body = JSON.stringify(asked);
    const { sign } = await signerOf(client, service, config.region);
    const { headers } = await sign({
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      path: '/',
      headers: { host: url.host, 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
      body,
    });
    const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) });
    const said = (await answer.json()) as { __type?: string };
    if (answer.ok) return said;
    const name = said.__type?.replace(/^.*#/, '') ?? `HTTP ${answer.status}`;
    throw Object.assign(new Error(name), { name });
  };
}

async function signerOf(client: SESClient, signingName: string, signingRegion: string) {
  const signer = await client.config.signer({ name: 'sigv4', signingName, signingRegion, properties: {} });
  return { sign: signer.sign.bind(signer) };
}
