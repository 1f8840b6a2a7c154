// The findings as a person reads them: what stops first, what is well last.
import type { Policy } from '../../shared/core/policy.ts';
import type { Finding } from './finding.ts';

export function inWords({ authority }: Pick<Policy, 'authority'>, findings: readonly Finding[]): string {
  const stopping = findings.filter(({ state }) => state === 'stops').length;
  const verdict =
    stopping === 0
      ? 'nothing that can be seen from here stands between it and a deploy'
      : `${stopping} ${stopping === 1 ? 'thing stands' : 'things stand'} between it and a deploy`;
  const parts = HEADINGS.flatMap(([state, heading]) => {
    const own = findings.filter((finding) => finding.state === state);
    return own.length > 0 ? ['', heading, ...own.flatMap(lines)] : [];
  });
  return `${[`${authority.name} (${authority.code}): ${verdict}`, ...parts].join('\n')}\n`;
}

const HEADINGS: readonly (readonly [Finding['state'], string])[] = [
  ['stops', 'Stands in between'],
  ['remains', 'Left to people'],
  ['unseen', 'Not looked at'],
  ['well', 'Well'],
];

const lines = ({ about, says, mend }: Finding): string[] => [
  `  ${about}: ${says}`,
  ...(mend === undefined ? [] : [`      ${mend}`]),
];
