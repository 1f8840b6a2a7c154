// What a person can mend before a stack exists: one line for each thing, and no stack trace.
export class Refused extends Error {
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'Refused';
  }
}
