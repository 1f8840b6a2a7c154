// The answer page as it would be deployed: what it may do, who may reach it, and what an authority without it is spared.
import { describe, expect, it } from 'vitest';
import { addresses } from '../../infra/checks/addresses.ts';
import { Template } from '../../infra/checks/template.ts';
import {
  arnOf,
  exampleStack,
  ofType,
  only,
  saltmarsh,
  statements,
  templateOf,
} from '../infra/example-stack.ts';

const stack = exampleStack();
const role = only(stack, 'AWS::IAM::Role', 'AnswersAnswerRole');
const page = only(stack, 'AWS::Lambda::Function', 'AnswersAnswerFunction');
const url = only(stack, 'AWS::Lambda::Url');
const without = exampleStack({ ...saltmarsh, mail: { ...saltmarsh.mail, answers: false } });
const may = (service: string) =>
  statements(role).filter(({ actions }) => actions.some((action) => action.startsWith(`${service}:`)));

describe('the answer page', () => {
  it('reads single records and the key of its links, and nothing else of the table', () => {
    expect(may('dynamodb')).toEqual([
      expect.objectContaining({
        actions: ['dynamodb:GetItem'],
        resources: [arnOf(only(stack, 'AWS::DynamoDB::Table'))],
        condition: {
          'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['record#*', 'control#answer-key'] },
        },
      }),
    ]);
  });

  it('sends to the notifications queue alone', () => {
    expect(may('sqs')).toEqual([
      expect.objectContaining({
        actions: ['sqs:SendMessage'],
        resources: [arnOf(only(stack, 'AWS::SQS::Queue', 'IntakeNotificationsQueue'))],
      }),
    ]);
  });

  it('neither mails nor schedules, and hands on no role', () => {
    expect([...may('ses'), ...may('scheduler'), ...may('iam'), ...may('lambda')]).toEqual([]);
  });

  it('is reached by its address alone', () => {
    expect(url.properties).toEqual({ AuthType: 'NONE', TargetFunctionArn: arnOf(page) });
    const open = ofType(stack, 'AWS::Lambda::Permission').map(({ properties }) => properties);
    expect(open).toHaveLength(2);
    expect(open).toContainEqual(expect.objectContaining({ FunctionUrlAuthType: 'NONE', Principal: '*' }));
    expect(open).toContainEqual(expect.objectContaining({ InvokedViaFunctionUrl: true, Principal: '*' }));
  });

  it('is the one sender that receive takes answers from, by the unique id of its role', () => {
    const { properties } = only(stack, 'AWS::Lambda::Function', 'IntakeReceiveFunction');
    expect(properties['Environment']).toMatchObject({
      Variables: { ANSWER_ROLE_ID: { 'Fn::GetAtt': [role.id, 'RoleId'] } },
    });
  });

  it('is where the letters of settle lead to', () => {
    const { properties } = only(stack, 'AWS::Lambda::Function', 'WakeUpsSettleFunction');
    expect(properties['Environment']).toMatchObject({
      Variables: { ANSWER_URL: { 'Fn::GetAtt': [url.id, 'FunctionUrl'] } },
    });
  });

  it('that fails, or is tried with links that are none, raises an alarm', () => {
    const alarms = ofType(stack, 'AWS::CloudWatch::Alarm').map(({ properties }) => properties);
    expect(alarms).toContainEqual(
      expect.objectContaining({ MetricName: 'AnswersRefused', Namespace: 'Homeward', Threshold: 20 }),
    );
    expect(alarms).toContainEqual(
      expect.objectContaining({
        MetricName: 'Errors',
        Dimensions: [{ Name: 'FunctionName', Value: { Ref: page.id } }],
      }),
    );
  });
});

describe('an authority that switches answers off', () => {
  it('has no page, no address and no alarm for it', () => {
    expect(without.filter(({ id }) => id.startsWith('Answers'))).toEqual([]);
    expect(ofType(without, 'AWS::Lambda::Url')).toEqual([]);
    expect(JSON.stringify(without)).not.toMatch(/ANSWER_|AnswersRefused|answer-crashes/);
  });
});

describe('the checks of a template', () => {
  const faultsOf = (change: (resources: Record<string, Record<string, unknown>>) => void): string[] => {
    const json = templateOf(saltmarsh) as { Resources: Record<string, Record<string, unknown>> };
    change(json.Resources);
    return addresses.flatMap((check) => check(new Template(json))).map(({ says }) => says);
  };

  it('find nothing to say of the answer page', () => {
    expect(faultsOf(() => {})).toEqual([]);
  });

  it('refuse an address for any other function', () => {
    const settle = arnOf(only(stack, 'AWS::Lambda::Function', 'WakeUpsSettleFunction'));
    const Properties = { AuthType: 'NONE', TargetFunctionArn: settle };
    const said = faultsOf((resources) => {
      resources['Second'] = { Type: 'AWS::Lambda::Url', Properties };
    });
    expect(said).toContain('only the answer page checks each link before it reads anything');
    expect(said).toContain('one page has an address, and no other');
  });

  it('refuse a function that anybody may call past its address, and a page that others may ask', () => {
    const said = faultsOf((resources) => {
      resources['Open'] = {
        Type: 'AWS::Lambda::Permission',
        Properties: { Action: 'lambda:InvokeFunction', FunctionName: { Ref: page.id }, Principal: '*' },
      };
      (resources[url.id]?.['Properties'] as Record<string, unknown>)['Cors'] = { AllowOrigins: ['*'] };
    });
    expect(said).toEqual([
      'pages of others may ask it',
      'anybody may call the function itself, past its address',
    ]);
  });
});
