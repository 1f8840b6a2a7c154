// The pages of the console on one machine, in the order in which they are offered.
export const PAGES_HERE = [
  ['/', 'Open episodes'],
  ['/what-if', 'What if'],
  ['/procedure', 'The procedure'],
  ['/queues', 'Queues'],
  ['/inbox', 'Inbox'],
  ['/clock', 'Clock'],
] as const;
