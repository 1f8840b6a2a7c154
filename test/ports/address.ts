// Where the emulators of a machine are, for a client with the patience that the adapters give it.
import type { Machine } from '../local/emulators/machine.ts';

export const address = (machine: Machine) => ({
  endpoint: machine.emulators.endpoint,
  region: 'eu-west-2',
  credentials: { accessKeyId: 'settle', secretAccessKey: 'unused' },
});
