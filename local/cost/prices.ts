// Unit prices with source and date, and the habits of AWS that no template says, as prices.yaml keeps them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';

const price = z.strictObject({
  of: z.string(),
  dollars: z.number().positive(),
  allowance: z.exactOptional(z.number().positive()),
  source: z.string(),
  'as-of': z.iso.date(),
  assumption: z.exactOptional(z.literal(true)),
});
const habit = z.strictObject({ is: z.number().positive(), because: z.string() });

export const METERS = [
  'key',
  'key-request',
  'alarm-metric',
  'dashboard',
  'load-balancer',
  'metric',
  'log-gigabyte',
  'queue-request',
  'schedule',
  'letter',
  'invocation',
  'gigabyte-second',
  'read-unit',
  'write-unit',
  'table-gigabyte',
] as const;
export type Meter = (typeof METERS)[number];

const HABITS = [
  'pollers-per-queue',
  'polls-per-hour',
  'hours-per-month',
  'seconds-per-run',
  'log-bytes-per-run',
  'key-requests-per-message',
  'key-requests-per-run',
  'bus-events-per-letter',
] as const;

const priceFile = z.strictObject({
  prices: z.record(z.enum(METERS), price),
  habits: z.record(z.enum(HABITS), habit),
});

export type Prices = z.output<typeof priceFile>;

/** How much of each is used. */
export type Usage = Partial<Record<Meter, number>>;

export const readPrices = (): Prices =>
  priceFile.parse(parse(readFileSync(join(import.meta.dirname, 'prices.yaml'), 'utf8')));

export function added(...usages: readonly Usage[]): Usage {
  const sum: Usage = {};
  for (const usage of usages) {
    for (const meter of METERS) {
      const more = usage[meter];
      if (more !== undefined) sum[meter] = (sum[meter] ?? 0) + more;
    }
  }
  return sum;
}

export const times = (usage: Usage, factor: number): Usage =>
  Object.fromEntries(Object.entries(usage).map(([meter, amount]) => [meter, amount * factor]));

/** What the runs of a function use, of so much memory. */
export function runs(count: number, megabytes: number, { habits }: Prices): Usage {
  return {
    invocation: count,
    'gigabyte-second': count * habits['seconds-per-run'].is * (megabytes / 1024),
    'log-gigabyte': (count * habits['log-bytes-per-run'].is) / 1e9,
    'key-request': count * habits['key-requests-per-run'].is,
  };
}

/** What a message on a queue uses: it is sent, received and deleted. */
export const queued = (count: number, { habits }: Prices): Usage => ({
  'queue-request': 3 * count,
  'key-request': count * habits['key-requests-per-message'].is,
});
