// The CloudEvents 1.0 envelope around every message, in structured JSON.
import * as z from 'zod';
import { wrong } from './faults.ts';
import {
  authorityCode,
  group,
  isSound,
  lazily,
  line,
  reference,
  unsound,
  withoutControls,
} from './fields.ts';
import { instant } from './instants.ts';

const envelope = lazily(() => ({
  specversion: z.literal('1.0', { error: wrong('is not a version that is understood: write "1.0"') }),
  id: z
    .string({ error: wrong('is not text: write it in quotation marks') })
    .min(1, { abort: true, error: 'is empty: give each message an id of its own' })
    .max(200, { abort: true, error: 'is longer than 200 characters: shorten it' })
    .refine(isSound, { error: unsound })
    .meta({
      description: 'With `source`, what makes a message itself: the same pair twice is one message.',
      pattern: withoutControls,
    }),
  source: z
    .string({ error: wrong('is not text: write the URN that the authority file lists') })
    .min(1, { abort: true, error: 'is empty: write the URN that the authority file lists' })
    .max(200, {
      abort: true,
      error: 'is longer than 200 characters: write the URN that the authority file lists',
    })
    .regex(/^[!-~]*$/, { error: 'holds spaces or letters that no URN has: remove them' })
    .meta({ description: "Who speaks: a URN that the authority's file lists.", format: 'uri-reference' }),
  time: instant(
    "When the source stated this. A source's later statement replaces its earlier one, field by field.",
  ),
  datacontenttype: z.exactOptional(
    z
      .string({ error: wrong('is not text: write "application/json" or leave it out') })
      .regex(/^application\/json( ?; ?charset=utf-8)?$/, {
        error: 'is not a content type that is understood: write "application/json" or leave it out',
      })
      .meta({ description: 'application/json. May be left out.' }),
  ),
  dataschema: z.exactOptional(line('Where the schema of the data is. Not looked at.', 2000)),
  traceparent: z.exactOptional(line('Distributed tracing. Not looked at.', 2000)),
  tracestate: z.exactOptional(line('Distributed tracing. Not looked at.', 2000)),
}));

const type = <T extends string>(name: T) =>
  z.literal(name, { error: wrong('is not a type of message that is known') });

/** What is said of one missing episode: `subject` is its police reference. */
export function episodeEvent<T extends string, D extends z.ZodType>(name: T, about: string, data: D) {
  return z
    .strictObject({
      ...envelope(),
      type: type(name),
      subject: reference('The police reference of the missing episode.'),
      data,
    })
    .meta({ title: name, description: about });
}

/** What is said of a person, whatever their episodes: it has no `subject`. */
export function personEvent<T extends string, D extends z.ZodType>(name: T, about: string, data: D) {
  return z
    .strictObject({
      ...envelope(),
      type: type(name),
      subject: z.exactOptional(
        z
          .never({ error: 'does not belong here: leave it out, since this message is about a person' })
          .meta({ description: 'Must be absent.' }),
      ),
      data,
    })
    .meta({ title: name, description: about });
}

/** What can be checked of a message whose type is not known. */
export const bareEnvelope = lazily(() =>
  z.strictObject({
    ...envelope(),
    type: z
      .string({ error: wrong('is not text: write the name of a message type') })
      .min(1, { abort: true, error: 'is empty: write the name of a message type' }),
    subject: z.exactOptional(z.unknown()),
    data: z.unknown(),
  }),
);

export function messageData<T extends z.ZodRawShape>(about: string, shape: T) {
  return group(about, {
    authority: authorityCode('GSS code of the authority whose stack this message is for.'),
    ...shape,
  });
}

type OnTheWireOnly = 'specversion' | 'datacontenttype' | 'dataschema' | 'traceparent' | 'tracestate';

/** A message as it is kept: without what only its transport needs. Instants are UTC with milliseconds. */
export type Told<S extends z.ZodType> = Omit<z.output<S>, OnTheWireOnly>;
