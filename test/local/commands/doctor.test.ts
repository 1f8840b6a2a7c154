// The command that says what stands between an authority and a deploy, as a person runs it.
import { describe, expect, it } from 'vitest';
import { inTheTemplate } from '../../../local/readiness/in-the-template.ts';
import { homeward } from './homeward.ts';

interface Answer {
  authority: string;
  ready: boolean;
  findings: { state: string; about: string; says: string }[];
}

describe('npx homeward doctor', () => {
  it('ends with 1 where something stands in between, and says all of it as one object', () => {
    const { status, stdout, stderr } = homeward('doctor', 'kent', '--json', '--no-account');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const { authority, ready, findings }: Answer = JSON.parse(stdout);
    expect({ authority, ready }).toEqual({ authority: 'kent', ready: false });
    const about = (state: string) =>
      findings.filter((each) => each.state === state).map((each) => each.about);
    expect(about('stops')).toEqual(['addresses', 'senders', 'account']);
    expect(about('unseen')).toEqual(['quotas', 'sender']);
    const dns = findings.filter((each) => each.about === 'DNS').map(({ says }) => says);
    expect(dns).toContainEqual(
      expect.stringMatching(/\.kent\.example MX 10 feedback-smtp\.eu-west-2\.amazonses\.com$/),
    );
    expect(dns).toContainEqual(expect.stringMatching(/TXT "v=spf1 include:amazonses\.com ~all"$/));
    expect(dns).toContainEqual(expect.stringMatching(/^_dmarc\.kent\.example TXT/));
    expect(dns).toContainEqual(expect.stringMatching(/^3 CNAME records for DKIM, which SES names only/));
  });

  it('puts what stops first, for a person', () => {
    const { stdout } = homeward('doctor', 'kent', '--no-account');
    expect(stdout).toMatch(
      /^Kent \(E10000016\): 3 things stand between it and a deploy\n\nStands in between\n/,
    );
    expect(stdout.indexOf('Left to people')).toBeLessThan(stdout.indexOf('Not looked at'));
  });

  it.each([
    ['kemt', /did you mean kent/],
    ['README.md', /there is no authority of this name/],
    ['no-such.yaml', /there is no such file/],
  ])('refuses %s in a line', (name, says) => {
    const ran = homeward('doctor', name);
    expect(ran.status).toBe(1);
    expect(ran.stdout).toBe('');
    expect(ran.stderr.trim()).toMatch(says);
    expect(ran.stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('the records of a template', () => {
  it('are those that it knows, word for word, and a count of those that only SES knows', () => {
    const Outputs = {
      DnsRecord1: { Value: { 'Fn::GetAtt': ['Sender', 'x'] } },
      DnsRecord2: { Value: 'a MX b' },
      Other: { Value: 'c' },
    };
    const says = inTheTemplate({ Resources: {}, Outputs }, 'homeward@kent.gov.uk').map((each) => each.says);
    expect(says).toContain('a MX b');
    expect(says).toContainEqual(expect.stringMatching(/^1 CNAME records .*DnsRecord1$/));
    expect(says).not.toContain('c');
  });
});
