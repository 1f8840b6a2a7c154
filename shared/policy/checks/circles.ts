// Checks that rules which wait for one another do not wait in a circle.
import type { Finding, Path } from '../finding.ts';
import { textIn } from '../plain.ts';
import type { Place } from './places.ts';
import { clocksOf, conditionsOf, questionsIn, ruleStarted, rulesOf, taskAsked } from './places.ts';

export function circleFindings(file: unknown): Finding[] {
  return rulesOf(file).flatMap(({ rules }) => {
    const seen = new Set<string>();
    return [...circles(graphOf(rules, counted), seen), ...circles(graphOf(rules, awaited), seen)];
  });
}

interface Step {
  to: string;
  path: Path;
}

type Graph = ReadonlyMap<string, readonly Step[]>;

function graphOf(rules: readonly Place[], steps: (rule: Place) => Step[]): Graph {
  const named = rules.flatMap((rule) => {
    const id = textIn(rule.value, 'id');
    return id === undefined ? [] : [{ id, steps: steps(rule) }];
  });
  return new Map(named.map(({ id, steps }) => [id, steps]));
}

/** What has to be worked out before it can be said where a rule stands: each instant of its clocks, each decision. */
const counted = (rule: Place): Step[] => [
  ...clocksOf(rule).flatMap(({ starts }) => starts.flatMap(stepFrom)),
  ...conditionsOf(rule)
    .filter(({ part }) => part !== 'to')
    .flatMap((place) =>
      questionsIn(place)
        .filter(({ key }) => key === 'decided')
        .flatMap(stepTo),
    ),
];

/** What has to have happened before a rule acts, with nothing else in its stead. */
const awaited = (rule: Place): Step[] => [
  ...clocksOf(rule)
    .filter(({ key, starts }) => (key === 'after' || key === 'before') && starts.length === 1)
    .flatMap(({ starts }) => starts.flatMap(stepFrom)),
  ...conditionsOf(rule)
    .filter(({ part }) => part === 'when')
    .flatMap((place) =>
      questionsIn(place)
        .filter(({ isNeeded, isDenied }) => isNeeded && !isDenied)
        .flatMap(stepTo),
    ),
];

const stepFrom = ({ value, path }: Place): Step[] => {
  const start = ruleStarted(value);
  return start ? [{ to: start.id, path: [...path, start.kind] }] : [];
};

const stepTo = (question: ReturnType<typeof questionsIn>[number]): Step[] => {
  const to = taskAsked(question);
  return to === undefined ? [] : [{ to, path: question.path }];
};

/** One finding for each circle; rules that stand in one already are not looked at again. */
function circles(graph: Graph, seen: Set<string>): Finding[] {
  const findings: Finding[] = [];
  const done = new Set<string>();
  const visit = (id: string, way: readonly string[]): void => {
    if (done.has(id)) return;
    for (const { to, path } of graph.get(id) ?? []) {
      const n = [...way, id].indexOf(to);
      if (n < 0) visit(to, [...way, id]);
      else report([...way, id].slice(n), graph, path);
    }
    done.add(id);
  };
  const report = (round: readonly string[], of: Graph, path: Path): void => {
    if (round.some((id) => seen.has(id))) return;
    for (const id of round) seen.add(id);
    const [first = ''] = round;
    const at = of.get(first)?.find(({ to }) => to === (round[1] ?? first))?.path ?? path;
    const isAlone = round.length === 1;
    findings.push({
      path: at,
      message: isAlone
        ? `${first} waits for itself`
        : `the rules wait for one another in a circle: ${[...round, first].join(', ')}`,
      mend: isAlone
        ? 'run it from an instant of the absence, or from another rule'
        : 'let one of them run from an instant of the absence, such as received',
    });
  };
  for (const id of graph.keys()) visit(id, []);
  return findings;
}
