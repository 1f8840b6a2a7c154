// The bill as a person reads it, with the aims beside it and, below, where each price is from.
import type { Bill, Line } from './bill.ts';
import type { Story } from './of-a-story.ts';

/** What a small authority should not have to think about. */
export const AIMS = { atRest: 3, perThousand: 0.22 };

export interface Cost {
  authority: string;
  notifications: number;
  /** A month in which nothing happens. */
  atRest: Bill;
  perThousand: Bill;
  /** A month with so many notifications. */
  month: Bill;
  story: Story & { file: string };
}

export function inWords({ authority, notifications, atRest, perThousand, month, story }: Cost): string {
  const perMessage = (story.letters / story.messages).toFixed(1);
  const calls = Object.entries(story.calls)
    .map(([operation, n]) => `${n} ${operation}`)
    .join(', ');
  return `${[
    `What ${authority} costs on AWS, in US dollars, without VAT; AWS's free allowances are left out but where they are named`,
    '',
    `At rest, a month: ${money(atRest.dollars)}, or ${money(atRest.afterAllowance)} ${ALONE} (the aim: ${money(AIMS.atRest)})`,
    ...atRest.lines.map(asRow),
    '',
    `A thousand notifications: ${money(perThousand.dollars)} (the aim: ${money(AIMS.perThousand)})`,
    ...perThousand.lines.map(asRow),
    `  Measured with ${story.file}: ${story.messages} messages, ${story.letters} letters (${perMessage} each), ${calls}.`,
    `  Letters are ${share(perThousand)} of it; how many there are is the procedure's choice.`,
    '',
    `A month with ${notifications} notifications: ${money(month.dollars)}, or ${money(month.afterAllowance)} ${ALONE}`,
    '',
    'Prices (~ an assumption)',
    ...sources([...atRest.lines, ...perThousand.lines]),
  ].join('\n')}\n`;
}

const ALONE = 'with what an account has free, were this stack alone in it';

const money = (dollars: number): string => `$${dollars.toFixed(2)}`;

const asRow = ({ of, amount, dollars, assumption }: Line): string =>
  `  ${dollars.toFixed(4).padStart(9)} ${assumption ? '~' : ' '} ${shortly(amount)} x ${of}`;

const shortly = (amount: number): string =>
  amount >= 100 ? Math.round(amount).toLocaleString('en-GB') : String(Number(amount.toPrecision(3)));

function share({ lines, dollars }: Bill): string {
  const letters = lines.find(({ meter }) => meter === 'letter')?.dollars ?? 0;
  return dollars === 0 ? 'nothing' : `${Math.round((100 * letters) / dollars)} %`;
}

function sources(lines: readonly Line[]): string[] {
  const once = new Map(lines.map((line) => [line.meter, line]));
  return [...once.values()].map(
    ({ of, source, asOf, assumption }) => `  ${assumption ? '~' : ' '} ${of}: ${source}, as of ${asOf}`,
  );
}
