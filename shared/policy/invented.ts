// Addresses that reach nobody, which is why examples and new files have them.

/** RFC 2606 keeps these domains free. */
const INVENTED = /(^|\.)(example|invalid|test|localhost|example\.(com|net|org))$/i;

export const isInventedDomain = (domain: string): boolean => INVENTED.test(domain);

export const isInvented = (address: string): boolean =>
  isInventedDomain(address.slice(address.lastIndexOf('@') + 1));
