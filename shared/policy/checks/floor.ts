// Guidance is the floor: a rule that takes the place of one of a baseline asks as much, or its file says why not (DFE-7-a).
import { isDeepStrictEqual } from 'node:util';
import type { FileCondition } from '../condition-schema.ts';
import type { Finding, Path } from '../finding.ts';
import { type Baselines, type Inherited, inherit } from '../inherit.ts';
import { listIn, tableIn, textIn } from '../plain.ts';
import { implies } from './combinations.ts';
import { isLater, isRarer } from './floor-clocks.ts';
import { untold } from './floor-recipients.ts';
import { isSound } from './sound-rule.ts';

/** One way in which a rule is weaker, and where in the rule. */
interface Weakness {
  key: string;
  /** As the end of a sentence that begins with it. */
  says: string;
}

/** What a version is built on in the end, a baseline with all that this is built on. */
interface Guidance {
  name: string;
  version: unknown;
}

export function floorFindings({ whole, versions }: Inherited, baselines: Baselines): Finding[] {
  const roles = Object.keys(tableIn(whole, 'directory'));
  return versions.flatMap(({ own }, v) => {
    const version = listIn(whole, 'versions')[v];
    const guidance = guidanceOf(version, whole, baselines);
    const mine = listIn(version, 'rules').slice(0, own);
    const path: Path = ['versions', v];
    return [
      ...mine.flatMap((rule, r) => {
        const findings = ruleFindings(rule, version, guidance, [...path, 'rules', r]);
        return findings.length > 0 && isSound(rule, version, roles) ? findings : [];
      }),
      ...(guidance ? treatmentFindings(version, guidance, above(version, whole), path) : []),
      ...(guidance ? routeFindings(version, guidance, above(version, whole), path) : []),
    ];
  });
}

function guidanceOf(version: unknown, whole: unknown, baselines: Baselines): Guidance | undefined {
  const seen = new Set<unknown>();
  for (let at = version; at !== undefined && !seen.has(at); at = above(at, whole)) {
    seen.add(at);
    const name = textIn(at, 'extends', 'baseline');
    if (name === undefined) continue;
    const built = inherit({ versions: [{ extends: { baseline: name } }] }, baselines).whole;
    return { name, version: listIn(built, 'versions')[0] };
  }
  return undefined;
}

/** The version of the same file that this one is built on. */
function above(version: unknown, whole: unknown): unknown {
  const id = textIn(version, 'extends', 'version');
  return listIn(whole, 'versions').find((each) => id !== undefined && textIn(each, 'id') === id);
}

function ruleFindings(
  rule: unknown,
  version: unknown,
  guidance: Guidance | undefined,
  path: Path,
): Finding[] {
  const names = [textIn(rule, 'id'), ...listIn(rule, 'was')];
  const guided = listIn(guidance?.version, 'rules').filter((each) => names.includes(textIn(each, 'id')));
  const weak = [
    ...guided.flatMap((each) => weaknesses(rule, each, version, guidance?.version)),
    ...closing(rule, guided, guidance?.version),
  ];
  const isExcused = 'weaker-because' in tableIn(rule);
  const [first] = weak;
  if (!first) {
    const message =
      guided.length > 0
        ? `nothing in this rule is weaker than that of ${guidance?.name}`
        : 'this rule takes the place of no rule of national guidance';
    return isExcused ? [{ path: [...path, 'weaker-because'], message, mend: 'take it out' }] : [];
  }
  if (isExcused) return [];
  const clauses = guided.flatMap((each) => listIn(each, 'clauses')).join(', ');
  const says = [...new Set(weak.map((each) => each.says))].join('; it ');
  const message = `is weaker than ${guidance?.name}${clauses && ` lays down (${clauses})`}: it ${says}`;
  const at = first.key in tableIn(rule) ? [...path, first.key] : path;
  const mend = weak.every(({ key }) => key === 'clauses') ? CITE : MEND;
  return [{ path: at, message, mend }];
}

const MEND = 'make it as strict, or add weaker-because: with the reason (DFE-7-a)';
const CITE = 'cite the clause where it is carried out, or add weaker-because: with the reason (DFE-7-a)';

function weaknesses(own: unknown, guided: unknown, version: unknown, guidance: unknown): Weakness[] {
  const is = (key: string, holds: boolean, says: string): Weakness[] => (holds ? [{ key, says }] : []);
  const upon = textIn(own, 'upon');
  const guidedUpon = textIn(guided, 'upon');
  // Upon the report it stands as long as upon being missing, and after it.
  const isOther = upon !== guidedUpon && !(upon === 'reported' && guidedUpon === 'missing');
  if (isOther) return is('upon', upon !== undefined, `acts upon ${upon}, not upon ${guidedUpon}`);
  const [purpose = '', wanted = ''] = [textIn(own, 'do'), textIn(guided, 'do')];
  const narrower = !implied(conditionOf(guided), conditionOf(own));
  const courtesy = textIn(own, 'basis') === 'courtesy' && textIn(guided, 'basis') !== 'courtesy';
  const sooner = 'or-sooner' in tableIn(guided);
  const lessSoon = !('or-sooner' in tableIn(own)) || !implied(soonerOf(guided), soonerOf(own));
  const away = untold(own, version, guided, guidance);
  return [
    ...is('do', weight(purpose) < weight(wanted), `is there to ${purpose}, not to ${wanted}`),
    ...is('basis', courtesy, 'counts as a courtesy'),
    ...is('when', narrower, 'acts in fewer cases'),
    ...is('unless', hasNewException(own, guided), 'makes an exception of its own'),
    ...is('before' in tableIn(own) ? 'before' : 'after', isLater(timing(own), timing(guided)), 'acts later'),
    ...is('or-sooner', sooner && lessSoon, 'comes sooner in fewer cases'),
    ...is(GROUPED, GROUPED in tableIn(own) && !(GROUPED in tableIn(guided)), 'may wait for the morning'),
    ...is('every', isRarer(own, guided), 'acts again more rarely, or not at all'),
    ...is('to', away.length > 0, `does not always tell ${away.join(', ')}`),
    ...asksLess(own, guided),
    ...dropped(guided, version).map((clause) => ({ key: 'clauses', says: `leaves ${clause} to no rule` })),
  ];
}

const GROUPED = 'in-digest-when';

/** Of what a letter is for: news, then something that happens, then something that is asked. */
function weight(purpose: string): number {
  if (purpose === 'report') return 0;
  return ['request', 'decide', 'escalate'].includes(purpose) ? 2 : 1;
}

const conditionOf = (rule: unknown) => tableIn(rule)['when'] as FileCondition | undefined;
const soonerOf = (rule: unknown) => tableIn(rule)['or-sooner'] as FileCondition | undefined;

/** Where that cannot be decided, only the same words are as wide. */
const implied = (premise: FileCondition | undefined, conclusion: FileCondition | undefined): boolean =>
  isDeepStrictEqual(premise, conclusion) || (implies(premise, conclusion) ?? false);

function hasNewException(own: unknown, guided: unknown): boolean {
  const known = listIn(guided, 'unless').map(conditionOf);
  const when = conditionOf(guided);
  const allowed = [...known, ...(when ? [{ not: when }] : [])].flatMap((each) => each ?? []);
  return listIn(own, 'unless').some((exception) => {
    const said = conditionOf(exception);
    if (known.some((each) => isDeepStrictEqual(each, said))) return false;
    return allowed.length === 0 || !implied(said, { any: allowed });
  });
}

const timing = (rule: unknown) => {
  const { after, before } = tableIn(rule);
  return before === undefined ? { clock: after } : { clock: before, isBefore: true };
};

function asksLess(own: unknown, guided: unknown): Weakness[] {
  const [mine, wanted] = [tableIn(own, 'asks'), tableIn(guided, 'asks')];
  const says = (what: string): Weakness[] => [{ key: 'asks', says: what }];
  if (!('asks' in tableIn(guided))) return [];
  if (!('asks' in tableIn(own))) return says('asks for nothing by a deadline');
  const decision = 'decision' in wanted && !('decision' in mine);
  const aim = mine['target'] ?? mine['within'];
  const [otherwise, safe] = [textIn(mine, 'decision', 'otherwise'), textIn(wanted, 'decision', 'otherwise')];
  return [
    ...(isLater({ clock: mine['within'] }, { clock: wanted['within'] }) ? says('gives more time') : []),
    ...('target' in wanted && isLater({ clock: aim }, { clock: wanted['target'] }) ? says('aims later') : []),
    ...(decision ? says('asks for no decision') : []),
    ...('decision' in mine && safe !== undefined && otherwise !== safe
      ? says(`takes silence for ${otherwise}, not for ${safe}`)
      : []),
  ];
}

/** Clauses that the version carries out by no rule at all any more. */
function dropped(guided: unknown, version: unknown): unknown[] {
  const cited = new Set(listIn(version, 'rules').flatMap((rule) => listIn(rule, 'clauses')));
  return listIn(guided, 'clauses').filter((clause) => !cited.has(clause));
}

/** A duty of the guidance stands until it is done. */
function closing(own: unknown, guided: readonly unknown[], guidance: unknown): Weakness[] {
  const task = textIn(own, 'closes');
  const isGuided = listIn(guidance, 'rules').some((rule) => textIn(rule, 'id') === task);
  if (task === undefined || !isGuided || guided.some((rule) => textIn(rule, 'closes') === task)) return [];
  return [{ key: 'closes', says: `closes the task of ${task}, done or not` }];
}

function treatmentFindings(version: unknown, guidance: Guidance, over: unknown, path: Path): Finding[] {
  return listIn(version, 'treat-as').flatMap((own, n): Finding[] => {
    const guided = listIn(guidance.version, 'treat-as').find(
      (each) => textIn(each, 'id') === textIn(own, 'id'),
    );
    const isOwn = ![over, guidance.version].some((from) =>
      listIn(from, 'treat-as').some((each) => isDeepStrictEqual(each, own)),
    );
    if (!guided || !isOwn) return [];
    const [mine, wanted] = [tableIn(own, 'as'), tableIn(guided, 'as')];
    const lacks = (key: string) => wanted[key] !== undefined && mine[key] !== wanted[key];
    const flags = listIn(wanted, 'indicators').filter((each) => !listIn(mine, 'indicators').includes(each));
    const isLess = lacks('risk') || lacks('category') || flags.length > 0;
    if (!isLess && implied(conditionOf(guided), conditionOf(own))) return [];
    const message = `counts for less, or in fewer cases, than in ${guidance.name} (${listIn(guided, 'clauses').join(', ')})`;
    return [
      { path: [...path, 'treat-as', n], message, mend: 'make it as strict, or give it an id of its own' },
    ];
  });
}

/** A table of the guidance that is replaced changes whom the rules tell that are inherited. */
function routeFindings(version: unknown, guidance: Guidance, over: unknown, path: Path): Finding[] {
  return Object.keys(tableIn(guidance.version, 'routes')).flatMap((route): Finding[] => {
    const rows = listIn(version, 'routes', route);
    const isOwn = ![over, guidance.version].some((from) =>
      isDeepStrictEqual(listIn(from, 'routes', route), rows),
    );
    const inherited = listIn(guidance.version, 'rules').filter((rule) =>
      listIn(version, 'rules').some((each) => isDeepStrictEqual(each, rule)),
    );
    const using = inherited.filter((rule) => listIn(rule, 'to').some((to) => textIn(to, 'route') === route));
    const away = new Set(using.flatMap((rule) => untold(rule, version, rule, guidance.version)));
    if (!isOwn || away.size === 0) return [];
    const message = `is weaker than ${guidance.name} lays down: it does not always tell ${[...away].join(', ')}`;
    const mend = 'name them, or give the table another name and write the rule with weaker-because:';
    return [{ path: [...path, 'routes', route], message, mend }];
  });
}
