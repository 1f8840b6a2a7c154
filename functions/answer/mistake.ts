// What was wrong with a form that was sent: said at the top of the page, and again beside its field.
import { text } from './frame.ts';

/** What was wrong with a form that was sent, and what was in it. */
export interface Mistake {
  message: string;
  field: 'outcome' | 'reason';
  outcome: string;
  reason: string;
}

export const LONGEST_REASON = 2000;

export const wrongWith = (field: Mistake['field'], mistake?: Mistake): { is: string; says: string } =>
  mistake?.field === field
    ? { is: ' class="wrong"', says: `<strong id="${field}-wrong">${text(mistake.message)}</strong>` }
    : { is: '', says: '' };

export const mistakeBox = ({ message, field }: Mistake): string =>
  `<div class="mistake" role="alert"><h2>There is a problem</h2><p><a href="#${field}">${text(message)}</a></p><p>Nothing was recorded yet.</p></div>`;
