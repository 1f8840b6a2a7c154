// Mailboxes as SES takes them: one that is malformed makes it refuse the whole message.

/** What is wrong with a mailbox, in SES's words. */
export class AddressFault extends Error {}

/** The bare address of `a@b.example` or `Some Name <a@b.example>`; throws an `AddressFault`. */
export function bareAddress(mailbox: string): string {
  const angled = /<([^<>]*)>\s*$/.exec(mailbox);
  const address = (angled?.[1] ?? mailbox).trim();
  const at = address.lastIndexOf('@');
  if (at === -1 || at === address.length - 1) throw new AddressFault("Missing final '@domain'");
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (local === '') throw new AddressFault('Missing local name');
  if (/[^\x21-\x7e]/.test(local)) throw new AddressFault('Local address contains control or whitespace');
  if (!/^[^\s"(),:;<>@[\\\]]+$/.test(local) || /^\.|\.\.|\.$/.test(local)) {
    throw new AddressFault('Local address contains illegal character');
  }
  if (domain.startsWith('.')) throw new AddressFault('Domain starts with dot');
  if (domain.endsWith('.')) throw new AddressFault('Domain ends with dot');
  if (domain.includes('..')) throw new AddressFault('Domain contains dot-dot');
  if (!/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/.test(domain))
    throw new AddressFault('Domain contains illegal character');
  return address;
}

/** The mailboxes of a header such as `To`: a comma inside quotes separates nothing. */
export function mailboxes(header: string): string[] {
  const found = header.match(/(?:"(?:\\.|[^"\\])*"|[^",])+/g) ?? [];
  return found.map((mailbox) => mailbox.trim()).filter((mailbox) => mailbox !== '');
}
