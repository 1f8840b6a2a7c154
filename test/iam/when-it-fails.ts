// What is needed only where something fails, or where nothing runs on one machine: asked of the guard itself, since it cannot be waited for.
import type { Assembly } from '../../local/stack/assembly.ts';
import { guardOf } from './stack.ts';

/** Throws where the stack's own policies would lose what failed; tells what is still unused. */
export function putEverythingAside(assembly: Assembly): string[] {
  const { declared, guard } = guardOf(assembly);
  const { accountId, region } = assembly;
  for (const { ref, DeadLetterConfig } of declared.functions)
    if (DeadLetterConfig) guard.putAside(ref, DeadLetterConfig.TargetArn);
  const one = (group: string) => `arn:aws:scheduler:${region}:${accountId}:schedule/${group}/one`;
  for (const { GroupName = 'default', Target } of declared.schedules)
    guard.fire({
      scheduleArn: one(GroupName),
      roleArn: Target.RoleArn,
      targetArn: Target.DeadLetterConfig?.Arn ?? '',
    });
  for (const { Environment } of declared.functions) {
    const wakeUps = Environment.Variables;
    const { WAKE_UPS_SCHEDULE_GROUP: group, WAKE_UPS_DEAD_LETTER_ARN: targetArn } = wakeUps;
    const { WAKE_UPS_SCHEDULER_ROLE_ARN: roleArn } = wakeUps;
    if (group && targetArn && roleArn) guard.fire({ scheduleArn: one(group), roleArn, targetArn });
  }
  for (const { ref, Targets } of declared.rules) {
    for (const { DeadLetterConfig } of Targets) {
      const { Arn } = DeadLetterConfig as { Arn: string };
      if (!guard.mayDeliver(ref, Arn)) throw new Error(`${ref} may not put events on ${Arn}`);
    }
  }
  // What runs behind a load balancer alone writes its log all the same.
  for (const { ref, LoggingConfig } of declared.functions) {
    let isWritten = false;
    const log = guard.logOf(ref, LoggingConfig?.LogGroup ?? '', {
      write: () => (isWritten = true),
      close: () => undefined,
    });
    log.write('a line');
    if (!isWritten) throw new Error(`${ref} may not write its log`);
  }
  return guard.ledger.unused;
}
