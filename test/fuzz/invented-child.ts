// The invented child of whom no log may speak: every word of theirs carries a mark that stands nowhere else, nor in a digest by chance.

/** In whatever must stay in the table, the queues and the kept messages. */
export const MARK = 'qzxvqzx';
/** In what a letter may name, and a log may not. */
export const LETTER_MARK = 'qzyvqzy';
const BORN = '2013-08-17';

export const child = {
  givenName: `Ro${MARK}bin`,
  familyName: `Ex${MARK}ample`,
  dateOfBirth: BORN,
  policePersonId: `P-${LETTER_MARK}8812`,
  localAuthorityId: `L-${LETTER_MARK}1234`,
  nhsNumber: `943 ${LETTER_MARK} 5919`,
};

/** Free text and names beside the child's. */
export const words: Readonly<Record<string, string>> = {
  circumstances: `Last seen near 14 ${MARK} Lane, in the company of ${MARK}`,
  missingFrom: `${MARK} House`,
  reason: `Because ${MARK} said so`,
  notHeldReason: `${MARK} would not come`,
  returnedTo: `the aunt, ${MARK}`,
  school: `${MARK} School`,
  destination: `${MARK} College`,
  homeArea: `${MARK}ville`,
};

export const keyworker = {
  name: `Kim ${MARK}`,
  email: `kim.${LETTER_MARK}@kent.example`,
  team: `Team ${MARK}`,
  teamEmail: `team.${LETTER_MARK}@kent.example`,
};

const everywhere = new RegExp(`${MARK}|${BORN}|17/08/2013|17 August 2013`, 'i');
const outsideLetters = new RegExp(`${MARK}|${LETTER_MARK}|${BORN}`, 'i');

/** What a letter must not hold. */
export const isToldOfInLetter = (text: string): boolean => everywhere.test(text);
/** What a log line, a metric, a schedule, an error or a reason must not hold. */
export const isToldOf = (text: string): boolean => outsideLetters.test(text);
