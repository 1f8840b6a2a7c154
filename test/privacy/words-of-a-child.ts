// What a message says of a person, and whether a text repeats a word of it.
const PERSONAL =
  /^(givenName|familyName|dateOfBirth|policePersonId|localAuthorityId|nhsNumber|name|email|teamEmail|circumstances|reason|notHeldReason|notDoneReason|missingFrom|returnedTo|school|destination|homeArea|placementType)$/;

/** By the names of its fields. */
export function wordsIn(event: unknown): string[] {
  const words: string[] = [];
  JSON.stringify(event, (name, value: unknown) => {
    if (typeof value === 'string' && PERSONAL.test(name)) words.push(value);
    return value;
  });
  return words;
}

/** As a word of its own: "Li" is no part of "listed"; a place called "home" is nobody's, and no child is called Unborn. */
export function told(words: Iterable<string>, text: string): string[] {
  return [...new Set(words)].filter((word) => {
    if (word.length < 3 || /^[a-z-]+$|^Unborn$/.test(word)) return false;
    const plain = word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    return new RegExp(`(?<![A-Za-z0-9])${plain}(?![A-Za-z0-9])`, 'i').test(text);
  });
}
