// Addresses that anybody can reach: only the answer page has one, and only its function answers there.
import { type Check, faults } from './template.ts';

export const addresses: Check[] = [
  (template) => {
    const all = template.ofType('AWS::Lambda::Url');
    return all.flatMap(({ id, properties }) => {
      const reads = template.named(properties['TargetFunctionArn']);
      const says = String(reads?.properties['Description'] ?? '');
      return faults(id, 'address', [
        [all.length > 1, 'one page has an address, and no other'],
        [!says.endsWith(': answer'), 'only the answer page checks each link before it reads anything'],
        [properties['Cors'] !== undefined, 'pages of others may ask it'],
        [properties['InvokeMode'] === 'RESPONSE_STREAM', 'it answers whole or not at all'],
      ]);
    });
  },
  (template) =>
    template.ofType('AWS::Lambda::Permission').flatMap(({ id, properties }) => {
      const isForAll = properties['Principal'] === '*';
      const isByAddress =
        properties['FunctionUrlAuthType'] === 'NONE' || properties['InvokedViaFunctionUrl'] === true;
      return faults(id, 'address', [
        [isForAll && !isByAddress, 'anybody may call the function itself, past its address'],
      ]);
    }),
];
