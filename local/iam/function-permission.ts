// Who else may call a function: a permission of the template, as the statement of the function's own policy that it becomes.
import * as z from 'zod';
import { TemplateFault } from '../stack/template.ts';
import { readResourcePolicy, type Statement } from './policy.ts';

const permission = z.strictObject({
  Action: z.string(),
  FunctionName: z.string().regex(/^arn:aws:lambda:/, 'is no ARN of a function'),
  Principal: z.string(),
  SourceArn: z.string().optional(),
  SourceAccount: z.string().optional(),
  FunctionUrlAuthType: z.string().optional(),
  InvokedViaFunctionUrl: z.boolean().optional(),
});

/** The ARN of the function, and what its policy says. Throws a `TemplateFault`. */
export function readFunctionPermission(properties: object, where: string): [string, Statement[]] {
  const read = permission.safeParse(properties);
  if (!read.success) throw new TemplateFault(`${where}: this permission is not evaluated on one machine.`);
  const { Action, FunctionName, Principal, ...conditions } = read.data;
  const { SourceArn, SourceAccount, FunctionUrlAuthType, InvokedViaFunctionUrl } = conditions;
  const equals = said({
    'aws:SourceAccount': SourceAccount,
    'lambda:FunctionUrlAuthType': FunctionUrlAuthType,
  });
  const document = {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: Principal.endsWith('.amazonaws.com')
        ? { Service: Principal }
        : Principal === '*'
          ? '*'
          : { AWS: Principal },
      Action,
      Resource: FunctionName,
      Condition: {
        StringEquals: equals,
        ArnLike: said({ 'aws:SourceArn': SourceArn }),
        Bool: said({ 'lambda:InvokedViaFunctionUrl': InvokedViaFunctionUrl }),
      },
    },
  };
  return [FunctionName, readResourcePolicy(document, where)];
}

function said(keys: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined));
}
