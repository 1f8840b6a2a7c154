// For each rule of the national guidance on a child who is missing: stories in which it acts, and others in which it is quiet.
import {
  alone,
  at,
  back,
  backBefore,
  before,
  born,
  carer,
  ELSEWHERE,
  inCare,
  known,
  reported,
  type Sides,
} from './baseline-stories.ts';

export const WHILE_MISSING: Record<string, Sides> = {
  'front-door-notice: every child [DFE-21-a]': {
    to: 'front-door',
    acts: [[reported()], [reported({ category: 'absent' })], [reported({}, carer)]],
    quiet: [[back()]],
  },
  'high-risk-alert: a high risk [DFE-25-a, DFE-25-b]': {
    to: 'front-door',
    acts: [[reported({ risk: 'high' })]],
    quiet: [[reported()]],
  },
  'risk-query: a risk below medium, or none [DFE-23-a]': {
    to: 'front-door',
    acts: [[reported({ risk: 'low' })], [reported({ risk: null })]],
    quiet: [[reported()], [reported({ risk: 'high' })]],
  },
  'overdue: a risk that nobody has stated in time [DFE-21-a]': {
    to: 'front-door',
    acts: [[reported({ risk: null })]],
    quiet: [
      [reported()],
      [
        reported({ risk: null }),
        {
          at: at(20, '22:30'),
          type: 'task.recorded',
          subject: 'ME-1',
          data: { task: 'risk-query', outcome: 'stated', by: 'front-door', at: at(20, '22:20') },
        },
      ],
    ],
  },
  'absent-review: an absent child [DFE-23-b]': {
    to: 'front-door',
    acts: [[reported({ category: 'absent' })]],
    quiet: [[reported()]],
  },
  'absent-review-under-13: an absent child under 13 [DFE-23-b]': {
    to: 'front-door',
    acts: [
      [reported({ category: 'absent', ...born('2013-11-21') })],
      [reported({ category: 'absent', ...born(null) })],
    ],
    quiet: [[reported({ category: 'absent', ...born('2013-11-20') })], [reported(born('2016-11-20'))]],
  },
  'absent-review-daily: a child who is absent for a day [DFE-12-a]': {
    to: 'front-door',
    acts: [[reported({ category: 'absent' })]],
    quiet: [[reported()], [reported({ category: 'absent' }), back()]],
  },
  'police-not-told: a report that is not from the police [DFE-17-a, DFE-66-a]': {
    to: 'front-door',
    acts: [[reported({}, carer)]],
    quiet: [[reported()]],
  },
  'reviewing-officer-notice: a child in our care [DFE-56-a]': {
    to: 'independent-reviewing-officer',
    acts: [
      [inCare(), reported()],
      [inCare(), reported({ category: 'away-from-placement' })],
    ],
    quiet: [
      [known({ status: 'child-in-need' }), reported()],
      [inCare({ responsibleAuthority: ELSEWHERE }), reported()],
    ],
  },
  'away-from-placement: a child in our care whose whereabouts are known [DFE-51-a]': {
    to: 'keyworker',
    acts: [[inCare(), reported({ category: 'away-from-placement' })]],
    quiet: [
      [inCare(), reported()],
      [known({ status: 'child-in-need' }), reported({ category: 'away-from-placement' })],
    ],
  },
  'parents-told: a child in our care [DFE-66-a]': {
    to: 'keyworker-team',
    acts: [[inCare(), reported()]],
    quiet: [[known({ status: 'care-leaver' }), reported()]],
  },
  'placing-authority-notice: a child whom another authority has placed here [DFE-58-a]': {
    to: 'placing-authority',
    acts: [[reported({ responsibleAuthority: ELSEWHERE })]],
    quiet: [[reported()], [reported({ hostAuthority: ELSEWHERE })]],
  },
  'host-authority-notice: our child, placed elsewhere [DFE-58-a]': {
    to: 'host-authority',
    acts: [[reported({ hostAuthority: ELSEWHERE })]],
    quiet: [[reported()], [reported({ responsibleAuthority: ELSEWHERE })]],
  },
  'placement-notification: a placement elsewhere that nobody was told of [DFE-57-a]': {
    to: 'keyworker',
    acts: [[inCare({ hostAuthority: ELSEWHERE }), reported()]],
    quiet: [
      [inCare({ hostAuthority: ELSEWHERE, placementNotified: true }), reported()],
      [inCare(), reported()],
    ],
  },
  'care-leaver-pathway-plan: a care leaver [DFE-65-a]': {
    to: 'keyworker',
    acts: [[known({ status: 'care-leaver' }), reported()]],
    quiet: [[inCare(), reported()]],
  },
  'missing-two-or-more-times: the second time [DFE-46-a]': {
    to: 'front-door',
    acts: [[before, backBefore, reported()]],
    quiet: [
      [reported()],
      [before, { ...backBefore, data: { outcome: 'not-missing', locatedAt: at(11, '10:30') } }, reported()],
    ],
  },
  'care-plan-strategy: the second time of a child in our care [DFE-56-b]': {
    to: 'keyworker',
    acts: [[before, backBefore, inCare(), reported()]],
    quiet: [[inCare(), reported()]],
  },
  'potentially-trafficked: a child in care who came alone [DFE-73-a, DFE-76-a, DFE-77-a]': {
    to: 'keyworker',
    acts: [
      [alone(), reported()],
      [alone({ unaccompaniedAsylumSeeker: null }), reported()],
    ],
    quiet: [
      [inCare(), reported()],
      [alone({ unaccompaniedAsylumSeeker: false }), reported()],
    ],
  },
  'arrival-assessment: a child who came alone, in care for a week [DFE-74-a]': {
    to: 'keyworker',
    acts: [[alone({ statusSince: '2026-11-13' }), reported()]],
    quiet: [[alone({ statusSince: '2026-11-12' }), reported()]],
  },
  'national-referral: a suspicion of trafficking [DFE-78-a]': {
    to: 'front-door',
    acts: [[reported({ indicators: ['trafficking'] })], [alone({ statusSince: '2026-11-13' }), reported()]],
    quiet: [
      [reported()],
      [reported({ indicators: ['gangs'] })],
      [alone({ statusSince: '2026-11-12' }), reported()],
    ],
  },
};
