// The default event bus, as far as it is used: what a rule matches goes to the rule's queues.
import { compilePattern } from './event-pattern.ts';
import type { Declaration } from './stack/declared.ts';

/** Throws a `TemplateFault` where a rule's pattern is not understood; the bus takes no event for nothing. */
export function eventBus(
  rules: Declaration<'rules'>[],
  deliver: (queueArn: string, body: string, ruleName: string) => unknown,
): (event: object | undefined) => void {
  const inForce = rules
    .filter(({ State }) => State === 'ENABLED')
    .map(({ logicalId, ref, EventPattern, Targets }) => ({
      name: ref,
      matches: compilePattern(EventPattern, `Resources/${logicalId}/Properties/EventPattern`),
      targets: Targets.map(({ Arn }) => Arn),
    }));
  return (event) => {
    if (!event) return;
    for (const { name, matches, targets } of inForce) {
      if (matches(event)) for (const target of targets) deliver(target, JSON.stringify(event), name);
    }
  };
}
