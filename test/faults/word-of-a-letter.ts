// What the mail service says of a letter that it had accepted: it comes back, or it is delivered, unless its word is lost or a delay comes first.
import { digest } from '../../shared/core/routing.ts';
import type { Letter } from '../../shared/ports.ts';
import { KINDS } from './troubles.ts';
import type { World } from './world.ts';

const [DELIVERED, LOST, DELAYED] = KINDS.word;

/** What a delivery of such news is called, for whoever tells a story once more. */
const NAMES = { Bounce: 'bounce', Delivery: 'delivery', DeliveryDelay: 'delay' } as const;

export function wordOf(world: World, letter: Letter): void {
  if (world.bounces(letter.to)) say(world, letter, 'Bounce');
  else if (world.hears) becomeOf(world, letter);
}

function becomeOf(world: World, letter: Letter): void {
  const which = world.troubles.of('word', world.numbered('word'), 1);
  if (which === LOST || world.isWordless(letter.to)) {
    world.say('        no word of it will come');
    for (const action of letter.actions) world.wordless.add(action);
    return;
  }
  if (which >= DELAYED) say(world, letter, 'DeliveryDelay');
  if (which === DELIVERED || which === DELAYED) say(world, letter, 'Delivery');
}

function say(world: World, { record, actions, to }: Letter, eventType: keyof typeof NAMES): void {
  const mail = { tags: { record: [record], letter: [digest(actions[0] ?? '')] }, destination: [to] };
  const body = JSON.stringify({ detail: { eventType, mail } });
  world.queues.send('mail-events', world.numbered(NAMES[eventType]), body, world.now + 10);
}
