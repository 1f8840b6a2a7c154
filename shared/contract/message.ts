// Every message that Homeward understands: its shape, and what it must not say.
import type * as z from 'zod';
import { type CaseUpdated, caseUpdated } from './case.ts';
import { type EducationAbsence, educationAbsence, educationFaults } from './education.ts';
import type { Fault, Said } from './faults.ts';
import {
  cancelledFaults,
  foundFaults,
  type MissingCancelled,
  type MissingFound,
  missingCancelled,
  missingFound,
} from './found.ts';
import { type InterviewRecorded, interviewFaults, interviewRecorded } from './interview.ts';
import {
  type MissingReported,
  type MissingUpdated,
  missingReported,
  missingUpdated,
  reportedFaults,
} from './missing.ts';
import { identityFaults } from './person.ts';
import { type TaskRecorded, taskRecorded } from './task.ts';

export type { Keyworker } from './case.ts';
export type { Person } from './person.ts';
export type {
  CaseUpdated,
  EducationAbsence,
  InterviewRecorded,
  MissingCancelled,
  MissingFound,
  MissingReported,
  MissingUpdated,
  TaskRecorded,
};

/** A field that is absent is unchanged, one that is null is unknown. Days are YYYY-MM-DD. */
export type Message =
  | MissingReported
  | MissingUpdated
  | MissingFound
  | MissingCancelled
  | CaseUpdated
  | InterviewRecorded
  | TaskRecorded
  | EducationAbsence;
export type MessageType = Message['type'];

interface Kind {
  /** Made when it is first asked for: most messages of a cold start are of one type. */
  schema: () => z.ZodObject;
  /** What the data contradicts. It may be unsound elsewhere; paths begin at the data. */
  faults: (data: Said, subject: unknown) => Fault[];
}

const none = () => [];

export const messages: Readonly<Record<MessageType, Kind>> = {
  'missing.reported': { schema: missingReported, faults: reportedFaults },
  'missing.updated': { schema: missingUpdated, faults: none },
  'missing.found': { schema: missingFound, faults: foundFaults },
  'missing.cancelled': { schema: missingCancelled, faults: cancelledFaults },
  'case.updated': { schema: caseUpdated, faults: identityFaults },
  'interview.recorded': { schema: interviewRecorded, faults: interviewFaults },
  'task.recorded': { schema: taskRecorded, faults: none },
  'education.absence': { schema: educationAbsence, faults: educationFaults },
};

export const messageTypes = Object.keys(messages) as MessageType[];

export function isMessageType(value: unknown): value is MessageType {
  return typeof value === 'string' && Object.hasOwn(messages, value);
}
