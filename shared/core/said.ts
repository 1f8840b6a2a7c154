// What the sources said in words of their own, and what they left unsaid: asked by a rule, answered yes, no or unknown.
import type { Answer, Situation } from './condition.ts';
import { answer } from './condition.ts';
import { fieldInWords, flagInWords, listed, nobodySaid, plainly, textInWords } from './in-words.ts';
import { earliest, latest } from './instant.ts';
import type { Condition, FlagFact, TextFact } from './policy.ts';
import type { Known } from './statements.ts';
import { lastHeard, newestKnown, statements } from './statements.ts';

type Of<K extends string> = Extract<Condition, Record<K, unknown>>;

export function said({ said: fact, is }: Of<'said'>, on: Situation): Answer {
  const words = textInWords(fact, on.person);
  return oneOf(is, textFact(fact, on), words, nobodySaid([TEXT_FIELD[fact]], on.person));
}

export function oneOf(
  wanted: readonly string[],
  { value, knownAt }: Known<string | undefined>,
  words: string,
  unsaid: string,
): Answer {
  if (value === undefined) return { is: 'unknown', why: unsaid, knownAt };
  return answer(wanted.includes(value), `${words} ${plainly(value)}`, knownAt);
}

/** Where the sources' words are found, by the name that the file has for them. */
const TEXT_FIELD: Record<TextFact, string> = {
  missingFrom: 'missingFrom',
  legalStatus: 'legalStatus',
  placementType: 'placementType',
  placementPoliceArea: 'placementPoliceArea',
  policeArea: 'policeArea',
  policeDistrict: 'policeDistrict',
  homeArea: 'homeArea',
  returnedTo: 'found.returnedTo',
};

/** The newest word on it, whoever said it. */
function textFact(fact: TextFact, { absence, child }: Situation): Known<string | undefined> {
  const all = [...absence.said, child.case];
  const statement = newestKnown(all, TEXT_FIELD[fact]);
  return statement
    ? { value: String(statement.value), knownAt: statement.receivedAt }
    : { value: undefined, knownAt: lastHeard(all, [TEXT_FIELD[fact]]) ?? absence.receivedAt };
}

const FLAG_FIELD: Record<FlagFact, string> = {
  harmDisclosed: 'found.harmDisclosed',
  unaccompaniedAsylumSeeker: 'unaccompaniedAsylumSeeker',
  placementNotified: 'placementNotified',
  preventionInterviewDone: 'found.preventionInterview',
  interviewIndependent: 'interview.independent',
  offRoll: 'education.offRoll',
};

/** One source that says so is enough. What nobody has spoken of is not so; a source that does not know leaves it open. */
export function flag({ flag: fact }: Of<'flag'>, { absence, child, person }: Situation): Answer {
  const said = [...absence.said, child.case].flatMap((each) => statements(each, FLAG_FIELD[fact]));
  const wordOf = (value: unknown) =>
    typeof value === 'object' && value !== null ? (value as { done?: unknown }).done : value;
  const of = (wanted: unknown) => said.filter(({ value }) => (wordOf(value) ?? null) === wanted);
  const words = flagInWords(fact, person);
  const yes = earliest(of(true).map(({ receivedAt }) => receivedAt));
  if (yes) return answer(true, words, yes);
  const open = earliest(of(null).map(({ receivedAt }) => receivedAt));
  if (open) return { is: 'unknown', why: `it is not known whether ${words}`, knownAt: open };
  const no = latest(of(false).map(({ receivedAt }) => receivedAt));
  return answer(false, `${no ? 'it is not so' : 'nobody says'} that ${words}`, no);
}

export function notStated({ notStated }: Of<'notStated'>, { absence, child, person }: Situation): Answer {
  const all = [...absence.said, child.case];
  const missing = notStated.filter((field) => !newestKnown(all, field));
  const heard = latest(notStated.flatMap((field) => newestKnown(all, field)?.receivedAt ?? []));
  if (missing.length > 0) return answer(true, nobodySaid(missing, person), absence.receivedAt);
  const fields = notStated.map((field) => fieldInWords(field, person));
  return answer(false, `somebody has said ${listed(fields, 'and')}`, heard);
}
