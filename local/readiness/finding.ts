// What stands between an authority's file and a working service, in words for whoever must do something about it.
export interface Finding {
  /** `stops`: nothing may go live. `remains`: left to a person. `unseen`: nobody looked. `well`: looked at, and good. */
  state: 'stops' | 'remains' | 'unseen' | 'well';
  about: string;
  says: string;
  /** What to do; nothing where all is well. */
  mend?: string;
}

export const stops = (about: string, says: string, mend: string): Finding => ({
  state: 'stops',
  about,
  says,
  mend,
});
export const remains = (about: string, says: string, mend: string): Finding => ({
  state: 'remains',
  about,
  says,
  mend,
});
export const unseen = (about: string, says: string, mend: string): Finding => ({
  state: 'unseen',
  about,
  says,
  mend,
});
export const well = (about: string, says: string): Finding => ({ state: 'well', about, says });

/** What AWS calls it; a network that does not answer has a name only in its text. */
export const nameOf = ({ name, message }: Error): string =>
  name === 'Error' || name === '' ? (message.split('\n')[0] ?? '') : name;

/** One thing that may not be read hides nothing else. */
export const seen = (about: string, look: () => Promise<Finding[]>, needs = 'ses:Get*'): Promise<Finding[]> =>
  look().catch((error: Error) => [
    unseen(about, `could not be read (${nameOf(error)})`, `ask for a role that may read it (${needs})`),
  ]);
