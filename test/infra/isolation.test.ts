// What is known in one authority's stack is out of reach of every other's, also in one account.
import { describe, expect, it } from 'vitest';
import { exampleStack, saltmarsh, templateOf } from './example-stack.ts';

const fenland = {
  ...saltmarsh,
  senders: {},
  deployment: { alarms: ['on.call@fenland.example'] },
  authority: { code: 'E10000098', name: 'Fenland', slug: 'fenland' },
  mail: { from: 'missing-children@fenland.example', allowedDomains: ['fenland.example'] },
};
const stacks = [exampleStack(saltmarsh), exampleStack(fenland)];

/** Names that a template fixes itself, and that an account has once. */
const fixedNames = (stack: ReturnType<typeof exampleStack>) =>
  stack.flatMap(({ type, properties }) =>
    Object.entries(properties)
      .filter(([name]) => /^(\w*Name)$/.test(name) && name !== 'FunctionName')
      .map(([, value]) => `${type} ${JSON.stringify(value)}`)
      .filter((named) => /^\S+ "/.test(named) && !/"(AWS|Homeward)\//.test(named)),
  );

describe('the stacks of two authorities in one account', () => {
  it('know nothing of each other', () => {
    const [ours, theirs] = [saltmarsh, fenland].map((policy) => JSON.stringify(templateOf(policy)));
    expect(ours).not.toMatch(/fenland/i);
    expect(theirs).not.toMatch(/saltmarsh/i);
    for (const template of [ours, theirs]) expect(template).not.toContain('Fn::ImportValue');
  });

  it('give nothing the same name', () => {
    const alarmsAndMore = stacks.map((stack) =>
      fixedNames(stack).filter((name) => /saltmarsh|fenland/.test(name)),
    );
    expect(alarmsAndMore[0]?.length).toBeGreaterThan(20);
    const [ours = [], theirs = []] = alarmsAndMore;
    expect(ours.filter((name) => theirs.includes(name))).toEqual([]);
  });

  it('have each a key, a table, roles and queues of their own', () => {
    for (const type of ['AWS::KMS::Key', 'AWS::DynamoDB::Table', 'AWS::IAM::Role', 'AWS::SQS::Queue']) {
      const [ours, theirs] = stacks.map((stack) => stack.filter((resource) => resource.type === type).length);
      expect(ours, type).toBeGreaterThan(0);
      expect(theirs, type).toBe(ours);
    }
  });
});
