// An authority's file as a practitioner writes it: kebab-case, structured, no expression hidden in a string.
import * as z from 'zod';
import { caseStatuses } from '../contract/case.ts';
import { foundOutcomes } from '../contract/found.ts';
import { categories, risks } from '../contract/missing.ts';
import { personKinds } from '../contract/person.ts';
import { sourceKinds } from '../contract/senders.ts';
import { MOMENTS, PURPOSES, TRIGGERS } from '../core/policy.ts';
import {
  date,
  domain,
  elapsed,
  emailAddress,
  exactlyOne,
  fault,
  group,
  gssCode,
  listOf,
  name,
  oneOf,
  tableOf,
  textOf,
  timeOfDay,
  wholeNumber,
  wrong,
} from './wording.ts';

const conditionShape = {
  get all() {
    return z.exactOptional(listOf('Holds where every one of these holds.', condition));
  },
  get any() {
    return z.exactOptional(listOf('Holds where one of these holds.', condition));
  },
  get not() {
    return z.exactOptional(condition);
  },
};
