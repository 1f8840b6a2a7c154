// What is known: one table of records, receipts and keys, and the index of what is open.
import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { CustomerKey } from './customer-key.ts';

export class Episodes extends Construct {
  readonly table: Table;
  /** Open records by when something falls due: to find them, never to decide. */
  readonly openIndex = 'open';
  private readonly key: CustomerKey;

  /** `letsGo`: without it nothing is ever deleted, whatever an item says. */
  constructor(scope: Construct, id: string, key: CustomerKey, letsGo: boolean) {
    super(scope, id);
    this.key = key;
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(letsGo && { timeToLiveAttribute: 'expiresAt' }),
    });
    this.table.addGlobalSecondaryIndex({
      indexName: this.openIndex,
      partitionKey: { name: 'open', type: AttributeType.STRING },
      sortKey: { name: 'dueAt', type: AttributeType.STRING },
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: ['policyHash', 'version'],
    });
  }

  /** To read and write single items; nobody deletes one. */
  toKeep(): PolicyStatement[] {
    return [
      new PolicyStatement({
        actions: ['dynamodb:BatchGetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
        resources: [this.table.tableArn],
      }),
      this.key.toKeepRecords(),
    ];
  }

  /** To copy the whole table into a vault. */
  toCopy(): PolicyStatement {
    return new PolicyStatement({
      actions: ['dynamodb:DescribeTable', 'dynamodb:ListTagsOfResource', 'dynamodb:StartAwsBackupJob'],
      resources: [this.table.tableArn],
    });
  }

  /** To ask the index what is open. */
  toFindOpen(): PolicyStatement {
    return new PolicyStatement({
      actions: ['dynamodb:Query'],
      resources: [`${this.table.tableArn}/index/${this.openIndex}`],
    });
  }

  /** To go through what is open and read it, and to change nothing. */
  toGoThrough(): PolicyStatement[] {
    return [
      this.toFindOpen(),
      new PolicyStatement({ actions: ['dynamodb:BatchGetItem'], resources: [this.table.tableArn] }),
      this.key.toReadRecords(),
    ];
  }
}
