// Each rule of cdk-nag that is not followed is one that really asks, of one resource, with a reason.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnResource, Validations } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks } from 'cdk-nag';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { homewardApp } from '../../infra/assembly.ts';
import { AuthorityStack, type AuthorityStackProps } from '../../infra/authority-stack.ts';
import { forEachFunction } from '../../infra/bundles.ts';
import { option } from '../console/option.ts';
import { saltmarsh } from './example-stack.ts';

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'homeward-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function stackOf(policy: AuthorityStackProps['policy']): AuthorityStack {
  const code = forEachFunction(() => Code.fromInline('exports.handler = async () => {};'));
  return new AuthorityStack(homewardApp(folder), { policy, code });
}

interface Acknowledged {
  at: string;
  isResource: boolean;
  rule: string;
  reason: string;
}

function acknowledgedIn(stack: AuthorityStack): Acknowledged[] {
  return stack.node.findAll().flatMap((construct) =>
    construct.node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) =>
        Object.entries(data as Record<string, string>).map(([rule, reason]) => ({
          at: construct.node.path,
          isResource: CfnResource.isCfnResource(construct),
          rule: rule.replace(/^Annotation::/, ''),
          reason: String(reason),
        })),
      ),
  );
}

/** What cdk-nag asks of the stack, acknowledged or not. */
function askedOf(stack: AuthorityStack): string[] {
  for (const { node } of stack.node.findAll())
    (node as unknown as { _metadata: { type: string }[] })._metadata = node.metadata.filter(
      ({ type }) => type !== Validations.ACKNOWLEDGED_RULES_METADATA_KEY,
    );
  return [new AwsSolutionsChecks(), new NIST80053R5Checks(), new ServerlessChecks()].flatMap((pack) =>
    pack
      .validateScope(stack)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath }) => `${ruleName} of ${constructPath}`),
      ),
  );
}

describe.each([
  ['whose account is not named', saltmarsh],
  [
    'whose account is named',
    { ...saltmarsh, deployment: { ...saltmarsh.deployment, account: '111122223333' } },
  ],
  ['that has a console', { ...saltmarsh, deployment: { ...saltmarsh.deployment, console: option } }],
])('what is acknowledged in the stack of an authority %s', (_which, policy) => {
  const stack = stackOf(policy);
  const acknowledged = acknowledgedIn(stack);

  it('stands at one resource and says why', () => {
    for (const { at, isResource, rule, reason } of acknowledged) {
      expect(isResource, `${rule} of ${at}`).toBe(true);
      expect(reason, `${rule} of ${at}`).toMatch(/^.{25,}\.$/);
    }
  });

  it('is what cdk-nag asks, neither more nor less', () => {
    const said = acknowledged.map(({ rule, at }) => `${rule} of ${at}`);
    const asked = askedOf(stack);
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.sort()).toEqual(said.sort());
  });
});
