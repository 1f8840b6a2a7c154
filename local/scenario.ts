// A scenario as a practitioner writes it: what reached the pipeline and when, and what is expected to come of it.
import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import * as z from 'zod';
import type { Policy, SourceKind } from '../shared/core/policy.ts';

const instant = z.iso.datetime({
  offset: true,
  error: 'is not an instant: write it like 2026-11-20T22:05:00Z',
});

const scenarioSchema = z.strictObject({
  about: z.string(),
  until: instant.optional(),
  messages: z
    .array(
      z.looseObject({
        at: instant,
        type: z.string(),
        /** Who pushes it to the queue; left out, whoever may speak for its source. */
        sender: z.string().optional(),
      }),
    )
    .min(1),
  expect: z
    .array(
      z.strictObject({
        to: z.string(),
        at: instant.optional(),
        clause: z.string().optional(),
        purpose: z.string().optional(),
        rule: z.string().optional(),
        kind: z.string().optional(),
        episode: z.string().optional(),
        not: z.boolean().optional(),
      }),
    )
    .optional(),
});

export type Scenario = z.output<typeof scenarioSchema>;
export type Expectation = NonNullable<Scenario['expect']>[number];

/** A mistake of the person at the keyboard: said in one line, without a trace. */
export class Mistake extends Error {}

/** Throws Mistake with a line for each fault. */
export function readScenario(file: string): Scenario {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Mistake(`${file}: cannot be read`);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new Mistake(
      document.errors.map((e) => `${file}:${lines.linePos(e.pos[0]).line} ${e.message}`).join('\n'),
    );
  }
  const parsed = scenarioSchema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  throw new Mistake(
    parsed.error.issues.map((issue) => `${file} /${issue.path.join('/')}: ${issue.message}`).join('\n'),
  );
}

export interface Arriving {
  at: string;
  body: string;
  senderId: string;
}

/** The messages as the queue would carry them, in the order of arrival, what was left out filled in. */
export function arrivals(scenario: Scenario, policy: Policy): Arriving[] {
  return scenario.messages
    .map((message, index): Arriving => {
      const { at, sender, body, ...event } = message;
      if (typeof body === 'string') return { at: canonical(at), body, senderId: sender ?? 'police' };
      const source = event['source'] ?? usualSource(String(event.type), policy);
      const data = typeof event['data'] === 'object' ? event['data'] : {};
      const whole = {
        specversion: '1.0',
        id: `scenario-${index + 1}`,
        time: at,
        datacontenttype: 'application/json',
        ...event,
        source,
        data: { authority: policy.authority.code, ...data },
      };
      return {
        at: canonical(at),
        body: JSON.stringify(whole),
        senderId: sender ?? usualSender(String(source), policy),
      };
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

const USUAL: Record<string, SourceKind> = {
  'case.updated': 'case-system',
  'interview.recorded': 'case-system',
  'task.recorded': 'case-system',
  'education.absence': 'school',
};

function usualSource(type: string, policy: Policy): string {
  const kind = USUAL[type] ?? 'police';
  return (
    policy.sources.find((source) => source.is === kind)?.urn.replace(/:ANY$/, ':example') ?? 'urn:unknown'
  );
}

/** A sender that may speak for a source, by its name in the authority's file. */
export function usualSender(source: string, policy: Policy): string {
  const found = policy.sources.find(({ urn }) =>
    urn.endsWith(':ANY') ? source.startsWith(urn.slice(0, -3)) : source === urn,
  );
  return found?.senders[0] ?? 'police';
}

const canonical = (instant: string): string => new Date(instant).toISOString();
