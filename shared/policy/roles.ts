// Roles whose mailbox is not the directory's to know.

/** From the case system, and from the list of other authorities. */
export const ROLES_FROM_ELSEWHERE: readonly string[] = [
  'keyworker',
  'keyworker-team',
  'placing-authority',
  'host-authority',
  'receiving-authority',
];
