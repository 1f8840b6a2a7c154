// The bill: each meter times its price, with where the price is from and how old it is.
import type { Meter, Prices, Usage } from './prices.ts';
import { METERS } from './prices.ts';

export interface Line {
  meter: Meter;
  of: string;
  amount: number;
  dollars: number;
  /** What would be left to pay after what every account has free. */
  afterAllowance: number;
  source: string;
  asOf: string;
  assumption: boolean;
}

export interface Bill {
  lines: readonly Line[];
  dollars: number;
  afterAllowance: number;
}

export function billFor(usage: Usage, { prices }: Prices): Bill {
  const lines = METERS.flatMap((meter): Line[] => {
    const amount = usage[meter] ?? 0;
    const { of, dollars, allowance = 0, source, 'as-of': asOf, assumption = false } = prices[meter];
    if (amount === 0) return [];
    return [
      {
        meter,
        of,
        amount,
        dollars: amount * dollars,
        afterAllowance: Math.max(0, amount - allowance) * dollars,
        source,
        asOf,
        assumption,
      },
    ];
  }).sort((a, b) => b.dollars - a.dollars);
  const sum = (of: (line: Line) => number) => lines.reduce((total, line) => total + of(line), 0);
  return { lines, dollars: sum((line) => line.dollars), afterAllowance: sum((line) => line.afterAllowance) };
}
