// What the Scheduler may do for the schedules of one group, and for no other group in the account or anywhere else.
import { Stack } from 'aws-cdk-lib';
import { PolicyDocument, type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import { acknowledgeInlinePolicies } from './acknowledge.ts';

export class SchedulerRole extends Role {
  constructor(scope: Construct, id: string, group: CfnScheduleGroup, may: PolicyStatement[]) {
    super(scope, id, {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Stack.of(scope).account, 'aws:SourceArn': group.attrArn },
        },
      }),
      inlinePolicies: { fire: new PolicyDocument({ statements: may }) },
    });
    acknowledgeInlinePolicies(this);
  }
}
