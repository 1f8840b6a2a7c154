import { describe } from 'vitest';
import { inRule, rule, STAND_DOWN } from './edited.ts';
import { refuses } from './refuses.ts';

describe('a rule is refused', () => {
  refuses({
    'without a clause': {
      edits: [['        clauses: [KENT-4.3-d, DFE-25-a]\n', '']],
      at: '- id: high-risk-alert',
      path: inRule('high-risk-alert', 'clauses'),
      says: /is missing/,
      mend: /add it/,
    },
    'with an empty list of clauses': {
      edits: [['clauses: [KENT-4.3-d, DFE-25-a]', 'clauses: []']],
      at: 'clauses: []',
      path: inRule('high-risk-alert', 'clauses'),
      says: /empty list/,
      mend: /at least one/,
    },
    'with a clause that the ledger does not know': {
      edits: [['clauses: [KENT-4.3-d, DFE-25-a]', 'clauses: [KENT-4.3-z]']],
      at: 'KENT-4.3-z',
      path: inRule('high-risk-alert', 'clauses/0'),
      says: /knows no clause KENT-4.3-z/,
      mend: /did you mean KENT-4.3-/,
    },
    'with the id of another': {
      edits: [['id: triage', 'id: front-door-notice # here']],
      at: '# here',
      path: inRule('triage', 'id'),
      says: /another rule is or was named front-door-notice/,
      mend: /id of its own/,
    },
    'with a former id that is another rule': {
      edits: [['- id: triage\n', '- id: triage\n        was: [front-door-notice] # was\n']],
      at: '# was',
      path: inRule('triage', 'was/0'),
      says: /named front-door-notice/,
      mend: /id of its own/,
    },
    'with a role that nobody has': {
      edits: [['to: [team-manager]', 'to: [team-manger]']],
      at: 'team-manger',
      path: inRule('triage', 'to/0'),
      says: /no role is named team-manger/,
      mend: /did you mean team-manager\?/,
    },
    'with words missing': {
      edits: [[rule('triage'), rule('triage').replace(/ {8}says: >-\n( {10}.*\n)+/, '')]],
      at: '- id: triage',
      path: inRule('triage', 'says'),
      says: /is missing/,
      mend: /add it/,
    },
    'with a misspelt key': {
      edits: [
        [
          '        upon: missing\n        when: { status: [not-open] }',
          '        upno: missing\n        when: { status: [not-open] }',
        ],
      ],
      at: 'upno:',
      path: inRule('triage', 'upno'),
      says: /upno is not a key/,
      mend: /did you mean upon\?/,
    },
    'with a misspelt trigger': {
      edits: [['upon: unreadable', 'upon: unreadible']],
      at: 'unreadible',
      path: inRule('unreadable', 'upon'),
      says: /is not missing, /,
      mend: /did you mean unreadable\?/,
    },
    'with a misspelt purpose': {
      edits: [['do: stand-down', 'do: standdown']],
      at: 'do: standdown',
      path: inRule('stand-down', 'do'),
      says: /is not notify/,
      mend: /did you mean stand-down\?/,
    },
    'with a key that is like no other': {
      edits: [['        do: stand-down\n', '        do: stand-down\n        colour: blue\n']],
      at: 'colour: blue',
      path: inRule('stand-down', 'colour'),
      says: /colour is not a key/,
      mend: /use id, was, /,
    },
    'with a question that is misspelt': {
      edits: [['when: { status: [not-open] }', 'when: { statuss: [not-open] }']],
      at: 'statuss',
      path: inRule('triage', 'when/statuss'),
      says: /statuss is not a key/,
      mend: /did you mean status\?/,
    },
    'with two questions at once': {
      edits: [['when: { status: [not-open] }', 'when: { status: [not-open], risk: [high] } # two']],
      at: '# two',
      path: inRule('triage', 'when'),
      says: /says risk and status at once/,
      mend: /all: .*any:/,
    },
    'with no question at all': {
      edits: [['when: { status: [not-open] }', 'when: {}']],
      at: 'when: {}',
      path: inRule('triage', 'when'),
      says: /says nothing/,
      mend: /give one of/,
    },
    'with an age both under and at least': {
      edits: [['{ under: 10, at: start }', '{ under: 10, at-least: 3 }']],
      at: '{ under: 10, at-least: 3 }',
      path: inRule('head-of-service-under-10', 'when/age'),
      says: /under and at-least at once/,
      mend: /keep one/,
    },
    'with an age that nobody under 18 has': {
      edits: [['{ under: 10, at: start }', '{ under: 100, at: start }']],
      at: 'under: 100',
      path: inRule('head-of-service-under-10', 'when/age/under'),
      says: /whole number from 1 to 25/,
      mend: /correct/,
    },
    'with a length of time in another form': {
      edits: [['elapsed: PT3H', 'elapsed: 3 hours']],
      at: 'elapsed: 3 hours',
      path: inRule('head-of-service-under-10', 'after/elapsed'),
      says: /not elapsed time/,
      mend: /PT24H/,
    },
    'with a length of time that has no fixed length': {
      edits: [['elapsed: PT3H', 'elapsed: P1M']],
      at: 'elapsed: P1M',
      path: inRule('head-of-service-under-10', 'after/elapsed'),
      says: /not elapsed time/,
      mend: /no fixed length/,
    },
    'with no time at all': {
      edits: [['elapsed: PT3H', 'elapsed: PT0H']],
      at: 'elapsed: PT0H',
      path: inRule('head-of-service-under-10', 'after/elapsed'),
      says: /no time at all/,
      mend: /leave the clock out/,
    },
    'with two lengths of time': {
      edits: [
        [
          '        after:\n          elapsed: PT3H',
          '        after: # two\n          elapsed: PT3H\n          working-days: 1',
        ],
      ],
      at: '# two',
      path: inRule('head-of-service-under-10', 'after'),
      says: /elapsed and working-days at once/,
      mend: /keep one/,
    },
    'with a clock that does not say over or at least': {
      edits: [
        ['          boundary: at-least\n        do: escalate', '        do: escalate'],
        ['        after:\n          elapsed: PT72H', '        after: # neither\n          elapsed: PT72H'],
      ],
      at: '# neither',
      path: inRule('assistant-director-3-days', 'after/boundary'),
      says: /is missing/,
      mend: /over or boundary: at-least/,
    },
    'with a clock that runs from an instant that nobody knows': {
      edits: [
        ['[last-seen, missing-since, reported, received]', '[lastseen, missing-since, reported, received]'],
      ],
      at: 'lastseen',
      path: inRule('head-of-service-under-10', 'after/from/earliest/0'),
      says: /is not last-seen/,
      mend: /did you mean last-seen\?/,
    },
    'that asks for something without a deadline': {
      edits: [
        ['        asks:\n          within: { elapsed: PT8H, from: { earliest: [received] } }\n', ''],
        ['do: decide', 'do: decide # by when?'],
      ],
      at: '# by when?',
      path: inRule('triage', 'do'),
      says: /does not say by when/,
      mend: /asks:/,
    },
    'that tells everybody and somebody': {
      edits: [[STAND_DOWN, STAND_DOWN.replace('[{', '[director, {')]],
      at: '[director, {',
      path: inRule('stand-down', 'to'),
      says: /beside others/,
      mend: /rule of its own/,
    },
    'that tells everybody told of what nobody was told': {
      edits: [['to: [front-door, missing-child-liaison-officer]', 'to: [{ everybody-told: true }] # nobody']],
      at: '# nobody',
      path: inRule('high-risk-alert', 'to/0'),
      says: /no meaning upon missing/,
      mend: /name the roles/,
    },
    'that delays an unreadable message': {
      edits: [['upon: unreadable\n', 'upon: unreadable\n        when: { risk: [high] }  # never\n']],
      at: '# never',
      path: inRule('unreadable', 'when'),
      says: /passed over/,
      mend: /take it out/,
    },
  });
});
