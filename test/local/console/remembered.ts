// The console over a world in memory: as on the machine, without the machine.
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { consolePages } from '../../../local/console/console.ts';
import type { SeenHere } from '../../../local/console/here.ts';
import { inboxPage } from '../../../local/inbox-page.ts';
import type { World } from '../../../local/simulate.ts';
import type { HomewardRecord } from '../../../shared/core/record.ts';
import { recordsOf } from '../../situations/playing.ts';

/** What of the world the console is shown; `more` replaces it. */
export function seenIn(world: World, more: Partial<SeenHere> = {}): SeenHere {
  return {
    policy: world.policy,
    now: () => world.clock.now(),
    isPractice: () => true,
    ...shownOf(() => recordsOf(world)),
    find: async (reference) =>
      (await recordsOf(world)).find((record) => record.kind === 'child' && reference in record.references),
    paused: async () => false,
    queues: async () => [
      { name: 'notifications', visible: 2, inFlight: 1, delayed: 0 },
      {
        name: 'wake-ups',
        visible: 3,
        inFlight: 0,
        delayed: 0,
        deadLetters: {
          holds: 'records that could not be settled',
          does: 'Each goes back to the wake-ups queue: its record is looked at afresh.',
        },
      },
    ],
    unreadable: async () => [
      {
        id: 'unreadable-1',
        at: '2026-11-20T22:10:00.000Z',
        from: 'police',
        messageId: '<b>8d1c</b>',
        reasons: [{ path: '/data/person', message: 'is missing' }],
      },
    ],
    clock: { speed: 1, moveTo: async (instant) => world.clock.moveTo(instant) },
    ...more,
  };
}

/** As the table has them: what is open in the order in which it is given, each record whole. */
export const shownOf = (
  records: () => Promise<readonly HomewardRecord[]>,
): Pick<SeenHere, 'open' | 'read'> => ({
  open: async () => ({
    open: (await records()).map(({ id }) => ({ id, version: '1', place: id })),
    isAll: true,
  }),
  read: async (ids) => (await records()).filter(({ id }) => ids.includes(id)),
});

export interface Answer {
  status: number;
  headers: Readonly<Record<string, unknown>>;
  body: string;
}

export interface Served {
  url: string;
  ask(
    path: string,
    how?: { method?: string; headers?: Record<string, string>; body?: string },
  ): Promise<Answer>;
  close(): void;
}

export async function served(seen: () => SeenHere | undefined): Promise<Served> {
  const server = createServer(
    consolePages(
      seen,
      inboxPage(() => []),
    ),
  );
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    ask: (path, { method = 'GET', headers = {}, body = '' } = {}) =>
      new Promise((resolve, reject) => {
        request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
          let said = '';
          response.setEncoding('utf8').on('data', (text) => {
            said += text;
          });
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: said }),
          );
        })
          .on('error', reject)
          .end(body);
      }),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
