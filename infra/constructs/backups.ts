// A second copy of the table every night, where whoever may harm the table cannot reach it.
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  BackupPlan,
  BackupPlanRule,
  BackupResource,
  BackupSelection,
  BackupVault,
} from 'aws-cdk-lib/aws-backup';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeInlinePolicies } from './acknowledge.ts';
import type { CustomerKey } from './customer-key.ts';
import type { Episodes } from './episodes.ts';

/** As long as the table itself can be taken back to a moment: what is deleted is gone everywhere after this. */
const kept = Duration.days(35);

export class Backups extends Construct {
  readonly vault: BackupVault;
  readonly role: Role;

  constructor(scope: Construct, id: string, key: CustomerKey, episodes: Episodes) {
    super(scope, id);
    this.vault = new BackupVault(this, 'Vault', {
      // The account may have one vault of a name: this one is the stack's.
      backupVaultName: `${Stack.of(this).stackName}-records`,
      encryptionKey: key,
      // Nobody deletes a copy before its day; on its day AWS does, which a policy against deleting might hinder.
      lockConfiguration: { minRetention: kept },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const plan = new BackupPlan(this, 'Plan', {
      backupVault: this.vault,
      backupPlanRules: [
        new BackupPlanRule({
          ruleName: 'every-night',
          scheduleExpression: Schedule.cron({ hour: '3', minute: '0' }),
          startWindow: Duration.hours(1),
          completionWindow: Duration.hours(6),
          deleteAfter: kept,
        }),
      ],
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('backup.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      inlinePolicies: {
        copy: new PolicyDocument({
          statements: [
            episodes.toCopy(),
            new PolicyStatement({
              actions: ['backup:CopyIntoBackupVault', 'backup:DescribeBackupVault'],
              resources: [this.vault.backupVaultArn],
            }),
            ...key.toKeepCopies(),
          ],
        }),
      },
    });
    acknowledgeInlinePolicies(this.role);
    new BackupSelection(this, 'Table', {
      backupPlan: plan,
      role: this.role.withoutPolicyUpdates(),
      // The managed policy that goes with it by default may delete tables and snapshots of anybody's.
      disableDefaultBackupPolicy: true,
      resources: [BackupResource.fromDynamoDbTable(episodes.table)],
    });
  }
}
