// Tables, of whichever type: what is known of a child outlives a deployment, a mistake and a curious eye.
import { type Check, faults, isObject } from './template.ts';

export const records: Check[] = [
  (template) =>
    template.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').flatMap((table) => {
      const { id, type, properties, deletionPolicy } = table;
      // A global table says these of each replica.
      const places =
        type === 'AWS::DynamoDB::GlobalTable'
          ? ((properties['Replicas'] ?? []) as Record<string, unknown>[])
          : [properties];
      const every = (holds: (place: Record<string, unknown>) => boolean) =>
        places.length > 0 && places.every(holds);
      const part = (place: Record<string, unknown>, name: string, key: string) => {
        const said = place[name];
        return isObject(said) ? said[key] : undefined;
      };
      const isRestorable = every(
        (place) => part(place, 'PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled') === true,
      );
      return faults(id, 'records', [
        [!isRestorable, 'it cannot be taken back to a moment'],
        [!every((place) => place['DeletionProtectionEnabled'] === true), 'one call deletes it'],
        [
          !every((place) => part(place, 'SSESpecification', 'KMSMasterKeyId') !== undefined),
          'its key is not ours',
        ],
        [deletionPolicy !== 'Retain', 'it goes when its stack goes'],
      ]);
    }),
];
