// What the deployed stack will ask of the world around it: records in the DNS of the domain that letters come from.
import type { Template } from '../stack/template.ts';
import type { Finding } from './finding.ts';
import { remains } from './finding.ts';

export function inTheTemplate({ Resources, Outputs = {} }: Template, from: string): Finding[] {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const records = Object.entries(Outputs)
    .filter(([name]) => name.startsWith('DnsRecord'))
    .map(([name, { Value }]) => ({ name, value: Value }));
  const known = records.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  const later = records.flatMap(({ name, value }) => (typeof value === 'string' ? [] : [name]));
  const functions = Object.values(Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function').length;
  return [
    ...known.map((record) => remains('DNS', record, `have it written by whoever keeps the DNS of ${domain}`)),
    remains(
      'DNS',
      later.length > 0
        ? `${later.length} CNAME records for DKIM, which SES names only as the stack is made: its outputs ${later.join(', ')}`
        : 'the CNAME records for DKIM, which SES names only as the stack is made',
      'deploy once, then have them written; SES looks for 72 hours',
    ),
    remains(
      'DNS',
      `_dmarc.${domain} TXT "v=DMARC1; p=none" where ${domain} has no such record yet; DKIM aligns these letters with it`,
      `ask whoever keeps the DNS of ${domain}: most authorities have one, and it stays as it is`,
    ),
    remains(
      'quotas',
      `${functions} functions share the account's concurrent executions; a new account may have only 10`,
      'look at Service Quotas, Lambda, "Concurrent executions" before the first deploy',
    ),
  ];
}
