// Whoever has never seen Homeward asks six things of a letter at 3 a.m.; each kind of letter answers each in its own place, and misleads in none.
import { describe, expect, it } from 'vitest';
import { oneOfEachKind } from './kinds.ts';
import { under } from './reading.ts';

const letters = await oneOfEachKind();
const ASKS = /^What you are asked to do:\n- ./m;
const TELLS = /^What this letter tells you:\n- ./m;
const NO_HOUR = /^- (The|\w+'s) procedure sets no hour(?: for what is asked now)?: /m;
const BY =
  '(?:To be done by|Begin now; to be done by|Decide now; at the latest by|Their deadline|Was due[^:]*)';

/** In the order in which they are asked. */
const ANSWERS: readonly (readonly [question: string, place: RegExp])[] = [
  ['What happened?', /^.+, for .+\n\S.+\n\S.+\n\n/],
  ['What must I do?', new RegExp(`${ASKS.source}|${TELLS.source}`, 'm')],
  [
    'By when?',
    new RegExp(
      `^${BY}:\\n- \\w+day \\d|${NO_HOUR.source}|^- Nothing new is asked of you(?:, and no task of yours is open in this episode)?\\.$|^- Still yours: [\\w ]+ \\((?:by|overdue since) \\w{3} \\d|Nothing is asked of you|It asks nothing new`,
      'm',
    ),
  ],
  ['Who else knows?', /^Who else knows, and what comes next:\n- Told[^:\n]*:(?: .|\n {2}- )/m],
  [
    'What happens if I do nothing?',
    /^- (If it is not done|If they do not do it|If you do nothing):(?: .|\n {2}- )/m,
  ],
  ['Why me?', /^Why you are told:\n- (You are told as|This letter was for) ./m],
];

/** "Sat 21 Nov 20:30: escalation to head of service, if still missing". */
const LINE =
  /^\w{3} \d{1,2} \w{3}( \d{4})? \d\d:\d\d(?:, as that day begins)?: [\w-]+ (to|asked of) [^"]+?( about ".+?")?(, (if|unless) .+)?$/;
const SAYS_WHAT = / about "|, if |, unless /;
const OF_THE_REST =
  /^(and \d+ more|all of these come|this comes|no letter about the search|nothing|once the child is back: |the next digest)/;

describe.each(letters)('a letter called $name', ({ name, letter: { text, subject } }) => {
  it.each(ANSWERS)('%s', (_, place) => {
    expect(text).toMatch(place);
  });

  it('answers in the order in which one asks', () => {
    const places = ANSWERS.map(([, place]) => text.search(place));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('that asks for something says until when, and one that asks for nothing says so', () => {
    const isTimed = new RegExp(`^${BY}:`, 'm').test(text) || NO_HOUR.test(text);
    expect(isTimed).toBe(ASKS.test(text));
    expect(/nothing new|nothing is asked/i.test(text)).toBe(TELLS.test(text));
  });

  it('says of each letter that is to come what it is about, or what it hangs on', () => {
    const lines = ['Comes next', 'Comes next, on other matters'].flatMap((each) => under(each, text));
    expect(lines).not.toEqual([]);
    const vague = lines.filter(
      (line) => !OF_THE_REST.test(line) && !(LINE.test(line) && SAYS_WHAT.test(line)),
    );
    expect(vague).toEqual([]);
  });

  it('keeps what follows on its own matter apart from all else that comes', () => {
    const isTimed = /^- If (it is not done|they do not do it):/m.test(text);
    expect(/^- Comes next, on other matters:/m.test(text)).toBe(isTimed);
    expect(text).not.toContain('no letter follows;');
  });

  it('says when it was written, that nobody reads a reply, and whom to ask', () => {
    expect(text).toMatch(/^Written on \w+day .+\. Replies to this letter are not read\.$/m);
    const isFrontDoor = /, for front door\b/.test(text) || /you, the front door,/.test(text);
    expect(/^Questions: .*front door, telephone [\d ]+(, \S+@\S+\.example)?\.$/m.test(text)).toBe(
      !isFrontDoor,
    );
    expect(/ in danger now, ring 999\.$/m.test(text)).toBe(!name.startsWith('deceased'));
  });

  it('says how old somebody is who is missing, and never in its subject', () => {
    const isOfOne = /^- (Police reference|Reference): /m.test(text);
    expect(/^- Age: (\d+|not known)$/m.test(text)).toBe(isOfOne);
    expect(subject).not.toMatch(/\baged\b|\bage\b/);
  });

  it('says where something is recorded, wherever it asks for that', () => {
    const [, asked = ''] = /^What you are asked to do:\n((?:- .+\n)+)/m.exec(text) ?? [];
    const isRecorded = /^- Record(?: that it is done|: [\w ,-]+): https:/m.test(text);
    const isInCaseSystem =
      /^- .*\b[Rr]ecord(ed)? .*in the case system|^- .*recorded in the case system/m.test(text);
    if (/\brecord(ed)?\b/i.test(asked)) expect(isRecorded || isInCaseSystem).toBe(true);
  });
});
