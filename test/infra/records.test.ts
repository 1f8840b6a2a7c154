// What is known of a child outlives every mistake that a deployment can make.
import { describe, expect, it } from 'vitest';
import { EPISODES } from '../ports/create-episodes.ts';
import { arnOf, exampleStack, ofType, only, saltmarsh } from './example-stack.ts';

const stack = exampleStack();
const table = only(stack, 'AWS::DynamoDB::Table');
const key = only(stack, 'AWS::KMS::Key');

describe('the table of records', () => {
  it('stays when the stack goes or replaces it', () => {
    expect(table).toMatchObject({ deletionPolicy: 'Retain', updateReplacePolicy: 'Retain' });
    expect(table.properties['DeletionProtectionEnabled']).toBe(true);
  });

  it('is the same table in the next deployment', () => {
    expect(table.id).toBe('EpisodesTable966419D6');
  });

  it('can be restored to any moment of the last 35 days', () => {
    expect(table.properties['PointInTimeRecoverySpecification']).toEqual({
      PointInTimeRecoveryEnabled: true,
      RecoveryPeriodInDays: 35,
    });
  });

  it('deletes nothing, whatever an item says, where the file names no period', () => {
    const { retention: _, ...silent } = saltmarsh;
    const without = only(exampleStack(silent), 'AWS::DynamoDB::Table');
    expect(without.properties).not.toHaveProperty('TimeToLiveSpecification');
    expect(without.id).toBe(table.id);
  });

  it('is encrypted with the key of the stack', () => {
    expect(table.properties['SSESpecification']).toMatchObject({
      SSEType: 'KMS',
      KMSMasterKeyId: arnOf(key),
    });
  });

  it('is found in by one key, and by what is open and due', () => {
    expect(table.properties).toMatchObject({
      ...EPISODES,
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
  });
});

describe('the key of the stack', () => {
  it('is one, changes its material every year and stays when the stack goes', () => {
    expect(key).toMatchObject({ deletionPolicy: 'Retain', updateReplacePolicy: 'Retain' });
    expect(key.properties['EnableKeyRotation']).toBe(true);
  });

  it('is the same key in the next deployment', () => {
    expect(key.id).toBe('Key961B73FD');
  });
});

describe('logs', () => {
  const groups = ofType(stack, 'AWS::Logs::LogGroup');

  it('are kept for a year, encrypted, one group for each function', () => {
    expect(groups).toHaveLength(ofType(stack, 'AWS::Lambda::Function').length);
    for (const { id, properties } of groups) {
      expect(properties, id).toMatchObject({ RetentionInDays: 365, KmsKeyId: arnOf(key) });
    }
  });
});

describe('a copy of the table', () => {
  const vault = only(stack, 'AWS::Backup::BackupVault');
  const plan = only(stack, 'AWS::Backup::BackupPlan').properties['BackupPlan'] as {
    BackupPlanRule: Record<string, unknown>[];
  };

  it('is made every night, and kept for 35 days whoever wants it gone', () => {
    expect(plan.BackupPlanRule).toEqual([
      expect.objectContaining({
        ScheduleExpression: 'cron(0 3 * * ? *)',
        Lifecycle: { DeleteAfterDays: 35 },
        TargetBackupVault: { 'Fn::GetAtt': [vault.id, 'BackupVaultName'] },
      }),
    ]);
    expect(vault.properties['LockConfiguration']).toEqual({ MinRetentionDays: 35 });
  });

  it('is of this table', () => {
    const { BackupSelection } = only(stack, 'AWS::Backup::BackupSelection').properties as {
      BackupSelection: { Resources: unknown[] };
    };
    expect(BackupSelection.Resources).toEqual([arnOf(table)]);
  });

  it('is encrypted with the key of the stack and stays when the stack goes', () => {
    expect(vault).toMatchObject({ deletionPolicy: 'Retain', updateReplacePolicy: 'Retain' });
    expect(vault.properties['EncryptionKeyArn']).toEqual(arnOf(key));
  });
});
