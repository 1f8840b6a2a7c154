// A letter without words: who it is for and what it carries out is all that a campaign asks of it.
import type { Policy } from '../../shared/core/policy.ts';
import type { Draft } from '../../shared/letters/compose.ts';
import type { Letter } from '../../shared/ports.ts';

export const write = ({ record, actions, mailbox }: Draft, policy: Policy): Letter => ({
  record,
  actions: actions.map(({ id }) => id),
  from: policy.mail.from,
  to: mailbox,
  subject: '',
  text: '',
  html: '',
  headers: {},
});
