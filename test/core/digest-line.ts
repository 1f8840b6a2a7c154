// A line of the digest, of a child who is missing and of whom nothing else is to be told.
import type { DigestLine } from '../../shared/core/digest-line.ts';
import { FRIDAY_22_05 } from './told.ts';

export const line: DigestLine = {
  references: ['MP-1'],
  initials: 'RE',
  person: 'child',
  state: 'open',
  isOver: false,
  since: FRIDAY_22_05,
  times: 1,
  told: [],
  due: [],
  overdue: [],
  copies: [],
  more: 0,
};
