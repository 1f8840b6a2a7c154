// What a stack uses in a month in which nothing happens: read from the template, and from a sweep that finds nothing.
import { sweep } from '../../functions/sweep/handler.ts';
import type { Policy } from '../../shared/core/policy.ts';
import { emptyWorld } from '../simulate.ts';
import type { Template } from '../stack/template.ts';
import type { Prices, Usage } from './prices.ts';
import { added, runs } from './prices.ts';

export async function atRest(template: Template, policy: Policy, prices: Prices): Promise<Usage> {
  const { habits } = prices;
  const hours = habits['hours-per-month'].is;
  const of = (type: string) => Object.values(template.Resources).filter(({ Type }) => Type === type);
  const polls = habits['pollers-per-queue'].is * habits['polls-per-hour'].is * hours;
  const sweeps = of('AWS::Scheduler::Schedule')
    .map(({ Properties = {} }) => perHour(String(Properties['ScheduleExpression'])) * hours)
    .reduce((sum, each) => sum + each, 0);
  return added(
    {
      key: of('AWS::KMS::Key').length,
      dashboard: of('AWS::CloudWatch::Dashboard').length,
      'load-balancer': of('AWS::ElasticLoadBalancingV2::LoadBalancer').length,
      'alarm-metric': of('AWS::CloudWatch::Alarm').reduce(
        (sum, { Properties = {} }) => sum + watched(Properties),
        0,
      ),
      'queue-request': of('AWS::Lambda::EventSourceMapping').length * polls,
      schedule: sweeps,
      'read-unit': sweeps,
      metric: await metricsOfASweep(policy),
    },
    runs(sweeps, memoryOf(template), prices),
  );
}

/** An alarm costs once for each metric that it reads, those of its formula included. */
function watched({ Metrics }: Record<string, unknown>): number {
  if (!Array.isArray(Metrics)) return 1;
  return Metrics.filter((each: object) => 'MetricStat' in each).length;
}

/** The largest, for all: the functions differ in nothing else that costs. */
export function memoryOf({ Resources }: Template): number {
  const sizes = Object.values(Resources).flatMap(({ Type, Properties }) =>
    Type === 'AWS::Lambda::Function' ? [Number(Properties?.['MemorySize'] ?? 128)] : [],
  );
  return Math.max(128, ...sizes);
}

function perHour(expression: string): number {
  const [, amount = '', unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const length = { minute: 1 / 60, hour: 1, day: 24 }[unit];
  if (length === undefined) throw new Error(`How often is ${expression}?`);
  return 1 / (Number(amount) * length);
}

/** A metric costs in each hour in which it is reported: at rest, those that an idle sweep reports. */
async function metricsOfASweep(policy: Policy): Promise<number> {
  const world = emptyWorld(policy, '2026-11-22T00:00:00.000Z');
  await sweep(world);
  return world.watch.counts.size;
}
