// Who may say what: which source a sender speaks for, and which types of message come from where.
import type { Fault, Said } from './faults.ts';
import { isMessageType, type MessageType } from './message.ts';

export const sourceKinds = [
  'police',
  'emergency-duty-team',
  'school',
  'carer',
  'other-authority',
  'case-system',
] as const;
export type SourceKind = (typeof sourceKinds)[number];

export interface Source {
  urn: string; // may end in ':ANY', which stands for any last segment
  is: SourceKind;
  senders: readonly string[];
}

export const sentBy: Readonly<Record<MessageType, readonly SourceKind[]>> = {
  'missing.reported': sourceKinds,
  'missing.updated': sourceKinds,
  'missing.found': sourceKinds,
  'missing.cancelled': sourceKinds,
  'case.updated': ['case-system'],
  'interview.recorded': ['case-system'],
  'task.recorded': ['case-system'],
  'education.absence': ['school', 'case-system'],
};

export interface Origin {
  kind: SourceKind | undefined;
  faults: Fault[];
}

/** What the source is, or why this sender may not have sent this. An exact URN goes before one that ends in ANY. */
export function originOf(said: Said, sources: readonly Source[], sender: string | undefined): Origin {
  const faults: Fault[] = [];
  if (sender === undefined) {
    faults.push({
      path: [],
      message: "comes from a sender that is not known: list the sender in the authority's file",
    });
  }
  const urn = said['source'];
  if (typeof urn !== 'string' || urn === '') return { kind: undefined, faults };
  const listed = listedAs(urn, sources);
  if (listed.length === 0) {
    const message = "is not a source that this authority knows: write a URN that the authority's file lists";
    faults.push({ path: ['source'], message });
    return { kind: undefined, faults };
  }
  const own = listed.find(({ senders }) => sender !== undefined && senders.includes(sender));
  if (sender !== undefined && !own) {
    faults.push({
      path: ['source'],
      message: "is another sender's: write the URN that is this sender's own",
    });
  }
  const kind = (own ?? listed[0])?.is;
  const type = said['type'];
  if (kind && isMessageType(type) && !sentBy[type].includes(kind)) {
    const allowed = sentBy[type].join(' or ');
    faults.push({
      path: ['type'],
      message: `is not for this source to send: send it from a ${allowed} source`,
    });
  }
  return { kind, faults };
}

function listedAs(urn: string, sources: readonly Source[]): Source[] {
  const exact = sources.filter((source) => source.urn === urn);
  return exact.length > 0 ? exact : sources.filter((source) => coversLastSegment(source.urn, urn));
}

function coversLastSegment(pattern: string, urn: string): boolean {
  if (!pattern.endsWith(':ANY')) return false;
  const stem = pattern.slice(0, -'ANY'.length);
  return urn.startsWith(stem) && urn.length > stem.length && !urn.includes(':', stem.length);
}
