// Bugs in what comes of a reader's answer, or of silence.
import { inFile } from './bug.ts';

const undelivered = inFile('shared/core/undelivered.ts');

export const bugsInAnswers = [
  undelivered('passes on a letter that was seen', [' || acknowledgedAt(record, id, telling)', '']),
  undelivered('waits for an answer for ever', [
    'return answerWithin === undefined ? undefined : unanswered(',
    "return answerWithin !== '' ? undefined : unanswered(",
  ]),
  inFile('shared/core/answered.ts')('answers an answer for ever', ['if (isOfAReturn(id)) return [];', '']),
  inFile('functions/settle/offers.ts')('has nobody look when silence is too long', [
    'const awaits = failed < drafts.length &&',
    'const awaits = failed < 0 &&',
  ]),
];
