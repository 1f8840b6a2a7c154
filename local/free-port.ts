// Finds where to listen on this machine, and on no other network than its own.
import { createServer } from 'node:net';

const tried = 50;

/** The first free port from `first` on; any free one where `first` is 0. Throws one line where there is none. */
export async function freePort(first: number): Promise<number> {
  for (let port = first; port < first + tried && port <= 65_535; port += 1) {
    const free = await listenOnce(port);
    if (free !== undefined) return free;
  }
  throw new Error(
    `No port from ${first} to ${Math.min(first + tried - 1, 65_535)} is free: choose another with --port.`,
  );
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      const taken = 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');
      if (taken) resolve(undefined);
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
