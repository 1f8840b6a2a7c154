// The answer page: whether readers can answer, and whether somebody tries links that are none.
import { type AlarmFamily, fiveMinutes, reported } from './family.ts';

export const answers: AlarmFamily = ({ authority, answers: page }) => {
  if (!page) return {};
  return {
    'answer-crashes': {
      metric: page.answer.lambda.metricErrors({ period: fiveMinutes }),
      when: { above: 0 },
      impact:
        'Somebody who was told of a child could not answer the letter; what it asks goes on as if nobody had.',
      firstStep: 'Read the log of answer; tell the front door that answers come by telephone for now.',
    },
    'answers-refused': {
      metric: reported(authority, 'AnswersRefused'),
      // A reader with an old letter is no alarm; somebody who tries links is.
      when: { above: 20 },
      impact:
        'Somebody tries links to letters about children that are none of ours: nothing was changed or shown.',
      firstStep:
        'Read in the log of answer why; if it goes on, write `answers: false` under mail: in the authority file and deploy.',
    },
  };
};
