// Receivers that wait at a queue, over HTTP and in process.
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LongPolls } from '../../../local/emulators/sqs/long-polls.ts';
import { clients, Machine, quiet } from './machine.ts';

let machine: Machine;
beforeEach(async () => {
  machine = await new Machine().start();
  machine.emulators.sqs.createQueue('notifications', { VisibilityTimeout: 30 });
});
afterEach(() => machine.discard());

const queue = () => machine.emulators.sqs;
const send = (body: string, delaySeconds = 0) =>
  queue().send('notifications', { body, sender: 'police', delaySeconds });

const waits = vi.spyOn(LongPolls.prototype, 'wait');

function poll(signal?: AbortSignal) {
  waits.mockClear();
  const wish = { QueueUrl: queue().reference('notifications').url, WaitTimeSeconds: 20 };
  return machine.clients.sqs.send(new ReceiveMessageCommand(wish), signal ? { abortSignal: signal } : {});
}

/** Resolves once the request of a poll has come and waits. */
const polling = () => vi.waitFor(() => expect(waits).toHaveBeenCalled(), { interval: 5, timeout: 10_000 });

const moment = () => new Promise((resolve) => setTimeout(resolve, 30));

describe('while a receiver waits', () => {
  it('a new message wakes it', async () => {
    const answer = poll();
    await polling();
    send('hello');
    expect((await answer).Messages?.map(({ Body }) => Body)).toEqual(['hello']);
  });

  it('the end of a delay wakes it', async () => {
    send('later', 600);
    const answer = poll();
    await polling();
    await machine.clock.pass(599);
    await expect(Promise.race([answer, moment().then(() => 'still waiting')])).resolves.toBe('still waiting');
    await machine.clock.pass(1);
    expect((await answer).Messages?.map(({ Body }) => Body)).toEqual(['later']);
  });

  it('the end of a visibility wakes it', async () => {
    send('again');
    await queue().receive('notifications');
    const answer = poll();
    await polling();
    await machine.clock.pass(30);
    expect((await answer).Messages?.map(({ Body }) => Body)).toEqual(['again']);
  });

  it('a message that is handed back early wakes it', async () => {
    send('again');
    const [held] = await queue().receive('notifications');
    const answer = queue().receive('notifications', { waitSeconds: 20 });
    queue().changeVisibility('notifications', held?.receiptHandle ?? '', 5);
    await machine.clock.pass(5);
    expect((await answer).map(({ body }) => body)).toEqual(['again']);
  });

  it('each message goes to one receiver, and who came first is served first', async () => {
    const answers = ['first', 'second', 'third'].map(async (name) => {
      const [message] = await queue().receive('notifications', { waitSeconds: 20 });
      return [name, message?.body];
    });
    for (const body of ['a', 'b', 'c']) send(body);
    expect(await Promise.all(answers)).toEqual([
      ['first', 'a'],
      ['second', 'b'],
      ['third', 'c'],
    ]);
  });

  it('the end of its wait is an empty answer', async () => {
    const answer = await queue().receive('notifications', { waitSeconds: 0.01 });
    expect(answer).toEqual([]);
  });

  it('the removal of the queue, or of the emulators, ends its wait', async () => {
    const removed = queue().receive('notifications', { waitSeconds: 20 });
    queue().deleteQueue('notifications');
    expect(await removed).toEqual([]);
    queue().createQueue('notifications');
    const answer = poll();
    await polling();
    await machine.emulators.close();
    expect((await answer).Messages).toBeUndefined();
  });
});

describe('a receiver that has hung up', () => {
  it('takes no message with it', async () => {
    const gone = new AbortController();
    const other = clients(machine.emulators.endpoint);
    const answer = poll(gone.signal).catch((error) => error.name);
    await polling();
    gone.abort();
    expect(await answer).toBe('AbortError');
    await moment();
    send('one');
    await quiet();
    expect(queue().depths('notifications')).toEqual({ visible: 1, inFlight: 0, delayed: 0 });
    other.sqs.destroy();
  });

  it('in process takes none either', async () => {
    const gone = new AbortController();
    const answer = queue().receive('notifications', { waitSeconds: 20, signal: gone.signal });
    gone.abort();
    send('one');
    expect(await answer).toEqual([]);
    expect(queue().depths('notifications').visible).toBe(1);
  });
});
