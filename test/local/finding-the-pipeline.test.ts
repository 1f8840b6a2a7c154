import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../local/free-port.ts';
import { handBack, readLocalJson, removeLocalJson, writeLocalJson } from '../../local/local-json.ts';
import { start, usualDataFolder } from '../../local/start.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('where the pipeline listens', () => {
  it('is the first port, or the next that is free', async () => {
    const first = await freePort(0);
    const server = createServer().listen(first, '127.0.0.1');
    await once(server, 'listening');
    const next = await freePort(first);
    server.close();
    expect(next).toBeGreaterThan(first);
    expect(next).toBeLessThan(first + 50);
  });

  it('is said in one line to be nowhere where no port is free', async () => {
    const first = 65_535;
    const server = createServer().listen(first, '127.0.0.1');
    await once(server, 'listening');
    await expect(freePort(first)).rejects.toThrow(
      'No port from 65535 to 65535 is free: choose another with --port.',
    );
    server.close();
  });
});

describe('the file by which others find the pipeline', () => {
  const local = (pid: number) => ({
    pid,
    authority: 'kent',
    endpoint: 'http://127.0.0.1:4566',
    notificationQueueUrl: 'http://127.0.0.1:4566/000000000000/notifications',
    inboxUrl: 'http://127.0.0.1:4566/inbox',
    tableName: 'episodes',
  });
  const dead = 2 ** 22 + 1; // beyond what a process can be called
  const file = () => join(folder, '.homeward', 'local.json');

  it('is there whole, and nothing beside it', () => {
    writeLocalJson(local(process.pid), file());
    expect(readLocalJson(file())).toEqual(local(process.pid));
    expect(readdirSync(join(folder, '.homeward'))).toEqual(['local.json']);
  });

  it('gives way to another where its process is dead', () => {
    writeLocalJson(local(dead), file());
    expect(removeLocalJson(file())).toBeUndefined();
    expect(existsSync(file())).toBe(false);
  });

  it('is left alone where its process lives', () => {
    writeLocalJson(local(process.ppid), file());
    expect(removeLocalJson(file())).toEqual(local(process.ppid));
    expect(existsSync(file())).toBe(true);
  });

  it('goes back to whoever ran before, as long as that one lives and nobody has come since', () => {
    writeLocalJson(local(process.pid), file());
    handBack(local(process.ppid), file());
    expect(readLocalJson(file())).toEqual(local(process.ppid));
    writeLocalJson(local(process.pid), file());
    handBack(local(dead), file());
    expect(existsSync(file())).toBe(false);
    writeLocalJson(local(process.ppid), file());
    handBack(local(dead), file());
    expect(readLocalJson(file())).toEqual(local(process.ppid));
  });

  it('is nothing where it cannot be read', () => {
    expect(readLocalJson(file())).toBeUndefined();
    mkdirSync(join(folder, '.homeward'));
    writeFileSync(file(), '{"pid":');
    expect(readLocalJson(file())).toBeUndefined();
  });
});

describe('a start that cannot be', () => {
  const lines: string[] = [];
  const started = (o: object) =>
    start({ authority: 'kent', port: 4900, data: folder, log: (line) => lines.push(line), ...o });

  it.each<[string, object, string]>([
    ['a clock without an offset', { clock: '2026-11-22T02:40:00' }, 'is not an instant with an offset'],
    ['a clock that stands still', { speed: 0 }, 'The speed is a number over 0'],
    ['an authority that nobody has heard of', { authority: 'nowhere' }, 'nowhere'],
  ])('for %s is refused in words, and leaves nothing behind', async (_, o, message) => {
    await expect(started(o)).rejects.toThrow(message);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('for a clock that cannot be read is refused in words', async () => {
    writeFileSync(join(folder, 'clock'), 'noon');
    await expect(started({})).rejects.toThrow(
      'does not hold an instant: remove it to start the clock afresh.',
    );
  });
});

describe('where state is kept when nobody says', () => {
  it.each([
    ['kent', '.homeward/data/kent'],
    ['elsewhere/north.yaml', '.homeward/data/north'],
  ])('%s: its own folder', (authority, data) => {
    expect(usualDataFolder(authority)).toBe(data);
  });
});
