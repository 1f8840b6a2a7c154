// What a condition may ask about: the keys that are known here, each with how many values it has in a request.

/** What is known of a request beside who, what and on what; a key that is absent is not said. */
export type Context = Readonly<Record<string, string | readonly string[] | Unsayable>>;

/** AWS would know this of the request, and here it cannot be told: a condition that asks for it has no answer. */
export class Unsayable extends Error {}

const known: Readonly<Record<string, 'one' | 'many'>> = {
  'aws:principalaccount': 'one',
  'aws:principalarn': 'one',
  'aws:securetransport': 'one',
  'aws:sourceaccount': 'one',
  'aws:sourcearn': 'one',
  'dynamodb:leadingkeys': 'many',
  'iam:passedtoservice': 'one',
  'kms:encryptioncontext:aws:logs:arn': 'one',
  'kms:grantisforawsresource': 'one',
  'kms:viaservice': 'one',
  'lambda:functionurlauthtype': 'one',
  'lambda:invokedviafunctionurl': 'one',
  'ses:fromaddress': 'one',
  'ses:recipients': 'many',
};

/** How many values a request has of this key, or nothing where no request here ever says it. */
export function valuesOf(key: string): 'one' | 'many' | undefined {
  return known[key.toLowerCase()];
}

/** The values of a key, whatever its case; nothing where the request does not say it. Throws an `Unsayable`. */
export function saidIn(context: Context, key: string): readonly string[] | undefined {
  const wanted = key.toLowerCase();
  for (const [name, value] of Object.entries(context)) {
    if (name.toLowerCase() !== wanted) continue;
    if (value instanceof Unsayable) throw value;
    return typeof value === 'string' ? [value] : value;
  }
  return undefined;
}
