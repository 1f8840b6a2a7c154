// For each rule of the national guidance on what comes after: stories in which it acts, and others in which it is quiet.
import {
  at,
  back,
  backBefore,
  before,
  born,
  carer,
  declined,
  ELSEWHERE,
  heldBy,
  inCare,
  interview,
  known,
  nonsense,
  reported,
  type Sides,
  withdrawn,
} from './baseline-stories.ts';

export const ONCE_FOUND: Record<string, Sides> = {
  'found-notice: every child [DFE-67-b, DFE-40-a]': {
    to: 'front-door',
    acts: [
      [reported(), back()],
      [reported(), back({ outcome: 'located-not-returned' })],
    ],
    quiet: [[reported()]],
  },
  'return-to-care: a child in our care [DFE-67-a, DFE-68-a, DFE-55-a]': {
    to: 'keyworker',
    acts: [[inCare(), reported(), back()]],
    quiet: [[known({ status: 'child-in-need' }), reported(), back()]],
  },
  'reviewing-officer-found-notice: a child in our care [DFE-56-a, DFE-67-a, DFE-55-a]': {
    to: 'independent-reviewing-officer',
    acts: [[inCare(), reported(), back()]],
    quiet: [[known({ status: 'child-in-need' }), reported(), back()]],
  },
  'police-protection: a child under police protection [DFE-41-a]': {
    to: 'front-door',
    acts: [[known({ legalStatus: 'L1' }), reported(), back()]],
    quiet: [
      [known({}), reported(), back()],
      [known({ legalStatus: 'C1' }), reported(), back()],
    ],
  },
  'homeless-at-16-or-17: a young person of 16 or 17 who is not in care [DFE-42-a]': {
    to: 'front-door',
    acts: [
      [reported(born('2010-11-21')), back()],
      [reported(born('2008-11-22')), back()],
    ],
    quiet: [
      [reported(born('2010-11-22')), back()],
      [reported(born('2008-11-21')), back()],
    ],
  },
  'never-reported-to-police: a child of whom the police never heard [DFE-39-a]': {
    to: 'front-door',
    acts: [[reported({}, carer), { ...back(), source: carer }]],
    quiet: [[reported(), back()]],
  },
  'return-interview: every child of ours, absent ones too [DFE-31-a, DFE-32-a]': {
    to: 'front-door',
    acts: [
      [reported(), back()],
      [reported({ category: 'absent' }), back()],
    ],
    quiet: [[reported()], [reported({ responsibleAuthority: ELSEWHERE }), back()]],
  },
  'return-interview-reminder: no interview a day before its time is over [DFE-32-a]': {
    to: 'front-door',
    acts: [
      [reported(), back()],
      [reported(), back(), declined],
    ],
    quiet: [[reported(), back(), heldBy(true)]],
  },
  'return-interview-overdue: no interview in 72 hours [DFE-32-a]': {
    to: 'front-door',
    acts: [
      [reported(), back()],
      [reported(), back(), declined],
    ],
    quiet: [[reported(), back(), heldBy(true)]],
  },
  'interview-in-care: a child in our care [DFE-69-a, DFE-69-b, DFE-69-c]': {
    to: 'keyworker',
    acts: [[inCare(), reported(), back()]],
    quiet: [[known({ status: 'early-help' }), reported(), back()]],
  },
  'interviewer-not-independent: an interview by somebody who is not, or not known to be, independent [DFE-32-b, DFE-69-b]':
    {
      to: 'front-door',
      acts: [
        [reported(), back(), heldBy(false)],
        [reported(), back(), interview({ completedAt: at(22, '10:00') })],
      ],
      quiet: [
        [reported(), back(), heldBy(true)],
        [reported(), back(), declined],
      ],
    },
  'carers-word: a child who does not want to speak [DFE-38-a]': {
    to: 'front-door',
    acts: [
      [reported(), back(), declined],
      [reported(), back(), interview({ outcome: 'no-contact' })],
    ],
    quiet: [
      [reported(), back()],
      [reported(), back(), heldBy(true)],
    ],
  },
  'placing-authority-interview: a child whom another authority has placed here [DFE-69-d]': {
    to: 'placing-authority',
    acts: [[reported({ responsibleAuthority: ELSEWHERE }), back()]],
    quiet: [[reported(), back()]],
  },
  'stand-down: the police confirm that it is over [DFE-67-a]': {
    to: 'independent-reviewing-officer',
    acts: [[inCare(), reported(), back()]],
    quiet: [[inCare(), reported(), { ...back(), source: carer }]],
  },
  'no-prevention-interview: a child whom the police did not check [DFE-30-a]': {
    to: 'front-door',
    acts: [[reported(), back({ preventionInterview: { done: false } })]],
    quiet: [
      [reported(), back({ preventionInterview: { done: true } })],
      [reported(), back()],
    ],
  },
  'missing-again: a return that is withdrawn [DFE-21-a]': {
    to: 'front-door',
    acts: [[reported(), back(), withdrawn]],
    quiet: [[reported(), back()]],
  },
  'deceased: the worst [DFE-21-a]': {
    to: 'front-door',
    acts: [[reported(), back({ outcome: 'deceased' })]],
    quiet: [[reported(), back()]],
  },
  'no-report: a return without a report [DFE-17-a, DFE-39-a]': {
    to: 'front-door',
    acts: [[back()]],
    quiet: [[reported(), back()]],
  },
  'resolve-identity: the same name on another birthday [DFE-21-a]': {
    to: 'front-door',
    acts: [[before, backBefore, reported(born('2013-05-14'))]],
    quiet: [[before, backBefore, reported()]],
  },
  'unreadable: a message that nobody can read [DFE-21-a]': {
    to: 'front-door',
    acts: [[nonsense]],
    quiet: [[reported()]],
  },
};
