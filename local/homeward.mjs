#!/usr/bin/env node
// The command's front door: runs TypeScript on the Node that came with `npm ci` where the machine's own is too old.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const readsTypeScript = major > 22 || (major === 22 && minor >= 18);
const here = dirname(fileURLToPath(import.meta.url));

if (readsTypeScript) {
  // `run FILE` is for tools that start TypeScript by a command of their own, as the CDK does.
  if (process.argv[2] === 'run') {
    const file = resolve(process.argv[3] ?? '');
    process.argv.splice(1, 3, file);
    await import(pathToFileURL(file).href);
  } else {
    await import(pathToFileURL(join(here, 'command-line.ts')).href);
  }
} else {
  runOn(packagedNode());
}

function packagedNode() {
  const platform = { linux: 'linux', win32: 'win' }[process.platform];
  try {
    const manifest = createRequire(import.meta.url).resolve(`node-${platform}-${process.arch}/package.json`);
    return join(dirname(manifest), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch {
    console.error(`homeward: Node ${process.versions.node} is too old here; install Node 22.18 or newer.`);
    process.exit(1);
  }
}

function runOn(node) {
  // The pipeline watches this process and ends with it, so that kill -9 here leaves nothing behind.
  const env = { ...process.env, HOMEWARD_LAUNCHER: String(process.pid) };
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal) process.kill(process.pid, signal);
    else process.exitCode = code ?? 1;
  });
}
