// What is promised of a letter whose reader answers it, and of one whose reader does not, by what the mail service saw.
import { hash } from '../../functions/receive/whose-record.ts';
import { elapsedMillis, later } from '../../shared/core/instant.ts';
import { childOf } from '../../shared/core/treatment.ts';
import { ANSWER_WITHIN as within } from './procedure.ts';
import type { Ended } from './promises.ts';
import { PATIENCE } from './world.ts';

const ANSWER_WITHIN = elapsedMillis(within);
/** From when a message says that it was received until it is written, clocks included. */
const LONGEST_RUN = 35_000;

/** Where the absence lasts to the end, and nobody was told otherwise: by what the mail service saw, and what was put on the queue in answer. */
export function* nobodyIsWaitedForInVain({ world, children, offers }: Ended): Iterable<string> {
  const passed = offers.flatMap(({ actions }) => actions);
  for (const child of children) {
    const { absences } = childOf(child, world.policy);
    if (absences.some(({ deceased }) => deceased)) continue;
    for (const { references, reported, ended } of absences) {
      const isToldAnew = Object.values(child.told).some(
        ({ upon, occurrence, reference }) =>
          (upon === 'ended' || occurrence > 1) && references.includes(reference),
      );
      if (!reported || ended || isToldAnew) continue;
      // Under several references it went more than once: one of those is the letter, and answered for all.
      const asked = offers.filter(({ actions: [letter = ''], answer }) => {
        const { rule, reference, state } = child.told[letter] ?? {};
        const asks = rule === 'half-an-hour' || rule === 'thirty';
        return asks && answer === 'accepted' && state === 'accepted' && references.includes(reference ?? '');
      });
      const letters = asked.flatMap(({ actions: [letter = ''] }) => letter);
      const isRecent = asked.some(({ at }) => world.now < at + ANSWER_WITHIN + PATIENCE);
      const isAnswered = world.answers.some(({ letter }) => letters.includes(letter));
      const isPassedOn = letters.some((letter) => passed.some((id) => id.endsWith(`<${letter}`)));
      if (letters.length > 0 && !isRecent && !isAnswered && !isPassedOn) yield letters.join(' and ');
    }
  }
}

/** Told in time that it was seen, nobody else is written to, unless its arrival is in doubt. */
export function* whoAnsweredKeepsIt({ world, told, offers }: Ended): Iterable<string> {
  if (world.hears) return;
  for (const { letter, says, body } of world.answers) {
    const telling = told[letter];
    if (says !== 'seen' || telling?.state !== 'accepted' || !telling.at) continue;
    const receipt = world.table.receipts.get(hash(`${JSON.parse(body).source}\n${JSON.parse(body).id}`));
    if (!receipt || receipt.receivedAt >= later(telling.at, ANSWER_WITHIN - LONGEST_RUN)) continue;
    if (world.answers.some((each) => each.letter === letter && each.says !== 'seen')) continue;
    const passedOn = offers.find(
      ({ actions, to }) => actions[0]?.endsWith(`<${letter}`) && to !== telling.mailbox,
    );
    if (passedOn) yield `${letter} went to ${passedOn.to}`;
  }
}
