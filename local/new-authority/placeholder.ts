// What a new file says where nobody has said anything yet.

/** Stands behind a value that is invented. */
export const PLACEHOLDER = '# PLACEHOLDER';

/** What its police's messages bear, until they say what it really is. */
export const policeUrn = ({ slug }: { slug: string }): string => `urn:police:${slug}:feed`;
