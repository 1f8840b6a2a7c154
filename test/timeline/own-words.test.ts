import { expect, it } from 'vitest';
import { gist, inPlainWords, ownWords } from '../../shared/timeline/own-words.ts';
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

it('fields of the messages read as what they hold', () => {
  expect(inPlainWords('nobody has stated found.policeClosedAt, placementPoliceArea [D17-6.9-a]')).toBe(
    'nobody has stated when the police closed the report, placement police area [D17-6.9-a]',
  );
});

it("the file's names read as words, clauses and references as they are", () => {
  expect(
    inPlainWords('Told head-of-service, front-door on 2026-11-20 [D17-7.8-c], ME-0412, a@b-c.example'),
  ).toBe('Told head of service, front door on 20 November 2026 [D17-7.8-c], ME-0412, a@b-c.example');
});
