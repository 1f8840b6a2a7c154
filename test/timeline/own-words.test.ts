import { expect, it } from 'vitest';
import { gist, ownWords } from '../../shared/timeline/own-words.ts';
import { darlington } from './pictured.ts';

it('a rule is named by the first sentence of what the procedure has it say', () => {
  expect(ownWords('head-of-service-24-hours', darlington)).toBe(
    'This absence has lasted for at least 24 hours.',
  );
  expect(ownWords('no-such-rule', darlington)).toBeUndefined();
});

it('what is too long for a line ends with a whole word, and says that there is more', () => {
  expect(gist('one two, three four', 12)).toBe('one two ...');
  expect(gist('Aged 2.5 years. More.')).toBe('Aged 2.5 years.');
});
