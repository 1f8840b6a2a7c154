// Questions and policies at random: near enough to each other that about half of the questions are answered with yes.

type Json = Record<string, unknown>;

export interface RandomQuestion {
  principal: string;
  action: string;
  resource: string;
  account: string;
  context: Record<string, string | string[]>;
  identity: Json[];
  resourcePolicy: Json | undefined;
}

const home = '111122223333';
const away = '444455556666';
const region = 'eu-west-2';
const key = `arn:aws:kms:${region}:${home}:key/11111111-2222-3333-4444-555555555555`;
const queue = `arn:aws:sqs:${region}:${home}:wake-ups`;
const table = `arn:aws:dynamodb:${region}:${home}:table/episodes`;
const role = `arn:aws:iam::${home}:role/settle`;
const schedulerRole = `arn:aws:iam::${home}:role/fires`;
const group = `arn:aws:scheduler:${region}:${home}:schedule-group/wake-ups`;

/** What can be asked of a resource, and which keys of the request it may say. */
const kinds = [
  {
    resources: [queue, `arn:aws:sqs:${region}:${home}:notifications`],
    actions: ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage'],
    has: 'policy',
    keys: [],
  },
  {
    resources: [table, `${table}/index/open`],
    actions: ['dynamodb:Query'],
    has: 'nothing',
    keys: ['dynamodb:LeadingKeys'],
  },
  {
    resources: [table],
    actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:BatchGetItem'],
    has: 'nothing',
    keys: ['dynamodb:LeadingKeys'],
  },
  {
    resources: [key],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    has: 'policy',
    keys: ['kms:ViaService'],
  },
  {
    resources: [role, schedulerRole],
    actions: ['iam:PassRole'],
    has: 'nothing',
    keys: ['iam:PassedToService'],
  },
  { resources: [schedulerRole], actions: ['sts:AssumeRole'], has: 'trust', keys: [] },
  {
    resources: [`arn:aws:scheduler:${region}:${home}:schedule/wake-ups/one`],
    actions: ['scheduler:CreateSchedule'],
    has: 'nothing',
    keys: [],
  },
  {
    resources: [`arn:aws:ses:${region}:${home}:identity/kent.example`],
    actions: ['ses:SendRawEmail'],
    has: 'nothing',
    keys: ['ses:FromAddress', 'ses:Recipients'],
  },
] as const;

const everywhere = ['aws:SecureTransport', 'aws:SourceArn', 'aws:SourceAccount', 'aws:PrincipalArn'];
const many: ReadonlySet<string> = new Set(['dynamodb:LeadingKeys', 'ses:Recipients']);
const values: Readonly<Record<string, readonly string[]>> = {
  'aws:SecureTransport': ['true', 'false'],
  'aws:SourceArn': [
    group,
    `arn:aws:events:${region}:${home}:rule/mail`,
    `arn:aws:events:${region}:${away}:rule/mail`,
  ],
  'aws:SourceAccount': [home, away],
  'aws:PrincipalArn': [role, schedulerRole],
  'kms:ViaService': [`sqs.${region}.amazonaws.com`, `dynamodb.${region}.amazonaws.com`],
  'iam:PassedToService': ['scheduler.amazonaws.com', 'lambda.amazonaws.com'],
  'ses:FromAddress': ['homeward@kent.example', 'Homeward@kent.example'],
  'dynamodb:LeadingKeys': ['record#1', 'receipt#1', 'control#pause'],
  'ses:Recipients': ['pilot@kent.example', 'director@kent.example'],
};
const patterns: Readonly<Record<string, readonly string[]>> = {
  'aws:SourceArn': [`arn:aws:events:*:${home}:rule/*`, 'arn:aws:*:*:*:*', 'arn:aws:events:*:rule/mail', '*'],
  'dynamodb:LeadingKeys': ['record#*', 'control#*'],
  'aws:PrincipalArn': [`arn:aws:iam::${home}:role/*`, 'arn:aws:iam::????????????:role/settle'],
};
const operators: Readonly<Record<'Arn' | 'Bool' | 'String', readonly string[]>> = {
  Arn: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike', 'StringEquals', 'StringLike', 'StringNotLike'],
  Bool: ['Bool'],
  String: [
    ...['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike'],
    ...['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
  ],
};
const principals = [
  role,
  role,
  schedulerRole,
  `arn:aws:iam::${away}:role/feed`,
  'scheduler.amazonaws.com',
  'events.amazonaws.com',
];
const elements: readonly unknown[] = [
  { AWS: role },
  { AWS: [role, `arn:aws:iam::${away}:role/feed`] },
  { AWS: `arn:aws:iam::${home}:root` },
  { AWS: home },
  { AWS: away },
  { AWS: '*' },
  '*',
  { Service: 'scheduler.amazonaws.com' },
  { Service: ['scheduler.amazonaws.com', 'events.amazonaws.com'] },
];

/** The same seed gives the same questions. */
export function randomQuestions(seed: number): () => RandomQuestion {
  const { chance, one, some } = dice(seed);

  const condition = (keys: readonly string[]): Json => {
    const name = one([...keys, ...everywhere]);
    const kind = name.endsWith('Arn') ? 'Arn' : name === 'aws:SecureTransport' ? 'Bool' : 'String';
    const isMany = many.has(name);
    if (chance(0.1)) return { Null: { [name]: one(['true', 'false']) } };
    const set = isMany ? one(['ForAllValues:', 'ForAnyValue:']) : '';
    const wild = patterns[name] ?? [];
    const wanted = some([...(values[name] ?? []), ...wild], 2);
    return {
      [`${set}${one(operators[kind])}${chance(0.2) ? 'IfExists' : ''}`]: {
        [name]: kind === 'Bool' ? wanted[0] : wanted,
      },
    };
  };
  const loose = (arn: string) =>
    one([
      arn,
      arn,
      '*',
      arn.replace(/[^:]+$/, '*'),
      arn.replace(region, '*'),
      arn.replace(/[a-z]$/, '?'),
      `${arn}x`,
    ]);
  const statement = (kind: (typeof kinds)[number], extra: Json, isTrust = false): Json => {
    const anyAction = kind.actions.flatMap((action) => [
      action,
      action.toUpperCase().replace(/^[A-Z]+/, (s) => s.toLowerCase()),
    ]);
    const actions = some(
      [...anyAction, action0(kind).replace(/:.*/, ':*'), action0(kind).replace(/.{3}$/, '*')],
      2,
    );
    const others = kinds.flatMap((other) => other.actions);
    const isNot = chance(0.08);
    return {
      Effect: chance(0.8) ? 'Allow' : 'Deny',
      ...(isNot && !isTrust
        ? { NotAction: some(others, 2) }
        : { Action: isTrust ? 'sts:AssumeRole' : actions }),
      ...(!isTrust && { [chance(0.06) ? 'NotResource' : 'Resource']: some(kind.resources, 2).map(loose) }),
      ...(chance(0.5) && { Condition: condition(kind.keys) }),
      ...extra,
    };
  };
  const policy = (statements: Json[]): Json => ({ Version: '2012-10-17', Statement: statements });

  return () => {
    const kind = one(kinds);
    const principal = one(principals);
    const isService = !principal.startsWith('arn:');
    const said = [...kind.keys, ...everywhere].filter(() => chance(0.7));
    const context = Object.fromEntries(
      said.map((name) => [name, many.has(name) ? some(values[name] ?? [], 2) : one(values[name] ?? [])]),
    );
    const times = (most: number) => Array.from({ length: Math.floor(most * 0.999 * chanceOf()) }, () => 0);
    function chanceOf(): number {
      return one([0, 0.34, 0.34, 0.67, 1]);
    }
    return {
      principal,
      action: one(kind.actions),
      resource: one(kind.resources),
      account: home,
      // In AWS, a role says who it is in every request, whatever else is said.
      context: { ...context, ...(isService ? {} : { 'aws:PrincipalArn': principal }) },
      identity: isService
        ? []
        : times(3).map(() => policy([statement(kind, {}), ...times(2).map(() => statement(kind, {}))])),
      resourcePolicy:
        kind.has === 'nothing'
          ? undefined
          : policy(
              [0, ...times(3)].map(() => statement(kind, { Principal: one(elements) }, kind.has === 'trust')),
            ),
    };
  };
}

const action0 = ({ actions: [first] }: (typeof kinds)[number]): string => first;

/** Mulberry32: small, and the same everywhere. */
function dice(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const one = <T>(among: readonly T[]): T => among[Math.floor(next() * among.length)] as T;
  return {
    chance: (share: number) => next() < share,
    one,
    some: <T>(among: readonly T[], most: number): T[] => [
      ...new Set(Array.from({ length: 1 + Math.floor(next() * most) }, () => one(among))),
    ],
  };
}
