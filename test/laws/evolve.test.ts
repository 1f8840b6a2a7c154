import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../shared/contract/message.ts';
import type { Arrival } from '../../shared/core/evolve.ts';
import { evolve } from '../../shared/core/evolve.ts';
import { HOUR, later } from '../../shared/core/instant.ts';
import type { ChildRecord } from '../../shared/core/record.ts';
import { emptyChild } from '../../shared/core/record.ts';
import { delays, onTheirWay, understood, withoutArrivals } from './deliveries.ts';
import { holds } from './hold.ts';
import { kent } from './procedures.ts';
import { atHour, story } from './stories.ts';

interface Heard {
  message: Message;
  arrival: Arrival;
}

const heard: fc.Arbitrary<Heard[]> = fc
  .tuple(story, delays(9))
  .map(([sayings, late]) => onTheirWay(sayings, kent, late).map((each) => understood(each, kent)));

const inTwoOrders = heard.chain((all) =>
  fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
);

const knownFrom = (all: readonly Heard[], record: ChildRecord = emptyChild('c-1')): ChildRecord =>
  all.reduce((known, { message, arrival }) => evolve(known, message, arrival), record);

describe('what messages make of a record', () => {
  it('a message that comes again, at once or later, changes nothing', () => {
    holds(
      fc.property(heard, fc.nat(100), (all, hours) => {
        const once = knownFrom(all);
        const receivedAt = later(all.at(-1)?.arrival.receivedAt ?? atHour(0), hours * HOUR);
        for (const { message, arrival } of all) {
          expect(evolve(once, message, { ...arrival, receivedAt })).toEqual(once);
        }
      }),
      300,
    );
  });

  it('the order in which they come makes no difference but to when they came', () => {
    holds(
      fc.property(inTwoOrders, ([all, shuffled]) => {
        expect(withoutArrivals(knownFrom(shuffled))).toEqual(withoutArrivals(knownFrom(all)));
      }),
      300,
    );
  });
});
