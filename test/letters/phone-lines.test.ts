// Whose telephone numbers stand in a letter, and in which words.
import { expect, it } from 'vitest';
import { phoneLines } from '../../shared/letters/phone-lines.ts';
import { procedure } from '../situations/playing.ts';

const darlington = procedure('darlington');
const us = { own: new Set(['director']) };
const lines = (...of: Parameters<typeof phoneLines>) =>
  phoneLines(...of).map(({ before, phone, after }) => `${before} ${phone}${after}`);

it('of each role once, where the directory has one and the reader is somebody else', () => {
  expect(lines(['front-door', 'director', 'front-door', 'head-of-service'], us, darlington)).toEqual([
    'Front door: telephone 01632 960 105.',
  ]);
});

it('says why it stands there where nobody is asked to ring it', () => {
  expect(lines(['first-response-team'], us, darlington, 'It was asked of the ')).toEqual([
    'It was asked of the first response team: telephone 01632 960 108.',
  ]);
});

it('leaves out our front door where the reader has one of their own', () => {
  expect(lines(['front-door', 'service-manager'], { ...us, from: 'Darlington' }, darlington)).toEqual([
    'Service manager: telephone 01632 960 107.',
  ]);
});
