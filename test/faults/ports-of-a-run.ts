// The world as one run sees it: every call takes time, and may fail, lose its answer, come late, or be the run's last.
import { instantOf, millis } from '../../shared/core/instant.ts';
import type { Clock, Endings, Episodes, Pauses, Post, WakeUps } from '../../shared/ports.ts';
import type { Run } from './invocations.ts';
import { readBy } from './readers.ts';
import type { PortName } from './story.ts';
import { HARMS } from './troubles.ts';
import { wordOf } from './word-of-a-letter.ts';
import type { World } from './world.ts';

export class CallFailed extends Error {}

const GOES_WELL = 0;
/** These only look: they have no effect. */
const LOOKS = new Set(['lookUp', 'read', 'open', 'readAll', 'resting', 'fences', 'since']);
const LATE = 11_000;
/** How long a client waits before it gives up. */
const PATIENCE_OF_CLIENTS = 4_000;

export function portsOf(
  world: World,
  run: Run,
): { episodes: Episodes; wakeUps: WakeUps; post: Post; clock: Clock; endings?: Endings; pauses?: Pauses } {
  const { table } = world;
  const call = <T>(port: PortName, method: string, effect: () => T) => made(world, run, port, method, effect);
  const episodes: Episodes = {
    lookUp: (receipt, keys) => call('episodes', 'lookUp', () => table.lookUp(receipt, keys)),
    claim: (key, entry, record) => call('episodes', 'claim', () => table.claim(key, entry, record)),
    redirect: (key, entry, record) =>
      call('episodes', 'redirect', () => {
        table.redirect(key, entry, record);
      }),
    read: (id) =>
      call('episodes', 'read', () => ({ kept: table.records.get(id), paused: world.machinery.isPaused })),
    write: (kept, version) =>
      call('episodes', 'write', () => {
        const before = table.records.get(kept.record.id);
        const isWritten = table.write(kept, version, world.now);
        if (isWritten) world.watcher.written(run, before, kept);
        return isWritten;
      }),
    keep: (receipt) =>
      call('episodes', 'keep', () => {
        table.receipts.set(receipt.id, receipt);
      }),
    async *open() {
      const lag = world.troubles.of('index lags', run.name, 1) * 1_000;
      if (lag > 0) world.struck(world.now);
      run.lag = lag;
      const found = await call('episodes', 'open', () => table.open(world.now - lag));
      run.due = new Map(found.map(({ id, dueAt }) => [id, dueAt]));
      yield* found;
    },
    readAll: (ids) => call('episodes', 'readAll', () => table.readAll(ids)),
  };
  const nameOf: WakeUps['nameOf'] = (record, instant) => `${record} ${instant}`;
  const wakeUps: WakeUps = {
    nameOf,
    soon: (record, seconds = 0) =>
      call('wakeUps', 'soon', () => {
        if (run.is === 'sweep') world.watcher.order.woken(run, record);
        world.wakeUp(record, world.now + Math.min(900, Math.ceil(seconds)) * 1_000, 'wake-up');
      }),
    at: (record, instant) =>
      call('wakeUps', 'at', () => {
        world.scheduler.schedule(
          nameOf(record, instant),
          record,
          Math.floor(millis(instant) / 1_000) * 1_000,
        );
      }),
  };
  const post: Post = {
    send: async (letter) => {
      const nth = run.calls + 1;
      const answer = await call('post', 'send', () => {
        if (world.fails(letter.to)) return undefined;
        const refused = world.refuses(letter.to);
        world.watcher.offered(run, letter, refused ? 'refused' : 'accepted', nth);
        if (refused) return { accepted: false as const, why: 'no such mailbox' };
        wordOf(world, letter);
        readBy(world, letter);
        return { accepted: true as const, id: 'accepted' };
      });
      if (!answer) throw new CallFailed('post.send');
      return answer;
    },
  };
  const endings: Endings = {
    resting: (before) => call('episodes', 'resting', () => table.resting(before, world.now - run.lag)),
    fences: (keys) => call('episodes', 'fences', () => table.fences(keys)),
    giveBack: (key, entry, seen, goesAt) =>
      call('episodes', 'giveBack', () => table.giveBack(key, entry, seen, goesAt)),
  };
  const pauses: Pauses = {
    since: () =>
      call('episodes', 'since', () =>
        world.machinery.isPaused ? instantOf(world.machinery.pausedSince) : undefined,
      ),
  };
  return {
    episodes,
    wakeUps,
    post,
    clock: { now: () => instantOf(world.now + run.skew) },
    ...(world.story.ends && { endings }),
    ...(world.story.isPausable && { pauses }),
  };
}

function made<T>(world: World, run: Run, port: PortName, method: string, effect: () => T): Promise<T> {
  run.calls += 1;
  world.figures.calls += 1;
  const nth = run.calls;
  const harm = world.machinery.isDown(port) ? 1 : world.troubles.of('harm', run.name, nth);
  const takes = world.troubles.of('wait', run.name, nth);
  const answersAfter = world.troubles.of('answer', run.name, nth);
  const name = `${run.name}|${nth}`;
  world.called.push(name);
  if (LOOKS.has(method)) world.looked.add(name);
  if (harm !== GOES_WELL) world.struck(world.now, run);
  if (world.told && (run.is !== 'sweep' || harm))
    world.say(`${run.name}, call ${nth}: ${port}.${method}${harm ? ` - ${HARMS[harm]}` : ''}`);
  return new Promise<T>((resolve, reject) => {
    const goesOn = (how: () => void) => () => {
      if (!run.alive) return false;
      how();
      return true;
    };
    const fail = () => reject(new CallFailed(`${port}.${method}`));
    const after = (ms: number, how: () => void) => {
      const at = world.now + ms;
      if (at < run.deadline) world.at(at, goesOn(how));
      else stopAtDeadline(world, run);
    };
    const takesEffect = (then: (answer: T) => boolean) => world.at(world.now + takes, () => then(effect()));
    const dies = () => {
      world.stop(run);
      return false;
    };
    switch (harm) {
      case GOES_WELL:
        takesEffect((answer) => {
          if (answersAfter > 0 || world.now >= run.deadline) {
            after(answersAfter, () => resolve(answer));
            return false;
          }
          return goesOn(() => resolve(answer))();
        });
        break;
      case 1:
        world.at(world.now + takes, goesOn(fail));
        break;
      case 2:
        takesEffect(() => goesOn(fail)());
        break;
      case 3:
        world.at(world.now + takes, dies);
        break;
      case 4:
        takesEffect(dies);
        break;
      case 5:
        stopAtDeadline(world, run);
        break;
      case 6:
        takesEffect(() => false);
        stopAtDeadline(world, run);
        break;
      case 7:
        world.at(world.now + LATE, () => {
          effect();
          return false;
        });
        after(PATIENCE_OF_CLIENTS, fail);
        break;
      default:
        takesEffect(() => false);
        after(takes + PATIENCE_OF_CLIENTS, () => resolve(effect()));
    }
    world.passTurn();
  });
}

function stopAtDeadline(world: World, run: Run): void {
  world.at(Math.max(world.now, run.deadline), () => {
    if (!run.alive) return false;
    world.struck(world.now, run);
    world.say(`${run.name} is stopped at its deadline`);
    world.stop(run);
    return false;
  });
}
