// What cdk-nag asks for and is not done, with the reason; for one resource each time, and for nothing below or beside it.
import { CfnResource, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Rules of cdk-nag, each with why it is not followed by the resource that `construct` is made for. */
export function acknowledge(construct: Construct, reasons: Readonly<Record<string, string>>): void {
  const resource = CfnResource.isCfnResource(construct)
    ? construct
    : (construct.node.defaultChild as CfnResource);
  for (const [id, reason] of Object.entries(reasons)) Validations.of(resource).acknowledge({ id, reason });
}

const inlinePolicies =
  'The policy is part of its role: nothing else can be given it, and whatever uses the role right after it is made is never refused.';

export function acknowledgeInlinePolicies(role: Construct): void {
  acknowledge(role, { 'NIST.800.53.R5-IAMNoInlinePolicy': inlinePolicies });
}
