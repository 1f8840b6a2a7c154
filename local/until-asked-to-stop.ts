// When a pipeline ends: on Ctrl-C, on SIGTERM, and when whoever started it is gone.
import { readFileSync } from 'node:fs';

interface Running {
  stop(): Promise<void>;
}

/** Real milliseconds that a stop may take once nobody is left to wait for it. */
const lastWords = 1500;
const glance = 200; // ms

/** Resolves when the process has been asked to end and the pipeline has stopped; asked twice, it ends at once. */
export function untilAskedToStop(running: Running, log: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let asked = false;
    const ask = () => {
      if (asked) process.exit(1);
      asked = true;
      log('Stopping: what runs may end, everything else is on disk.');
      running.stop().then(resolve, reject);
    };
    process.on('SIGINT', ask);
    process.on('SIGTERM', ask);
    whenOrphaned(() => {
      if (asked) return;
      setTimeout(() => process.exit(1), lastWords).unref();
      running.stop().then(resolve, reject);
    });
  });
}

/**
 * npm passes a signal to a shell that passes it to nobody, and a killed launcher passes none: without this the pipeline
 * would live on, and keep its port and its folder, with nothing left to stop it by. Started by hand, it may outlive a shell.
 */
function whenOrphaned(act: () => void): void {
  const { npm_lifecycle_event, HOMEWARD_LAUNCHER } = process.env;
  if (npm_lifecycle_event === undefined && HOMEWARD_LAUNCHER === undefined) return;
  const lineage = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === lineage) return;
    clearInterval(timer);
    act();
  }, glance).unref();
}

/** The parent and, where the system tells, its parent: between npm and this process there may be a shell. */
function ancestors(): string {
  const parent = process.ppid;
  try {
    // pid (name, which may hold anything) state ppid ...
    const [, grandparent = ''] = /^.*\) \S (\d+) /s.exec(readFileSync(`/proc/${parent}/stat`, 'utf8')) ?? [];
    return `${parent} ${grandparent}`;
  } catch {
    return String(parent);
  }
}
