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
