// Checks who sends: every source has a sender that is known, and no name stands for two.
import { closest } from '../closest.ts';
import type { Finding, Path } from '../finding.ts';
import { listIn, tableIn, textIn } from '../plain.ts';

export function sourceFindings(file: unknown): Finding[] {
  return [...repeatedUrns(file), ...unknownSenders(file), ...sharedIds(file), ...noPolice(file)];
}

function repeatedUrns(file: unknown): Finding[] {
  const urns = listIn(file, 'sources').map((source) => textIn(source, 'urn'));
  return urns.flatMap((urn, n) =>
    urn !== undefined && urns.indexOf(urn) < n
      ? [
          {
            path: ['sources', n, 'urn'],
            message: `${urn} is listed twice`,
            mend: 'keep one of them, with the senders of both',
          },
        ]
      : [],
  );
}

function unknownSenders(file: unknown): Finding[] {
  if (isEmpty(file, 'senders')) return [];
  const known = Object.keys(tableIn(file, 'senders'));
  const named = listIn(file, 'sources').flatMap((source, n) =>
    listIn(source, 'senders').flatMap((sender, m) =>
      typeof sender === 'string' ? [{ sender, path: ['sources', n, 'senders', m] as Path }] : [],
    ),
  );
  const unknown = new Map(
    named
      .filter(({ sender }) => !known.includes(sender))
      .reverse()
      .map(({ sender, path }) => [sender, path]),
  );
  return [...unknown].map(([sender, path]) => {
    const near = closest(sender, known);
    const mend = near ? `did you mean ${near}?` : `describe ${sender} under senders`;
    return { path, message: `no sender is named ${sender}`, mend };
  });
}

const isEmpty = (file: unknown, key: string): boolean => Object.keys(tableIn(file, key)).length === 0;

/** The queue names a sender by its id: one that stands for two would stand for neither. */
function sharedIds(file: unknown): Finding[] {
  const seen = new Map<string, string>();
  return Object.keys(tableIn(file, 'senders')).flatMap((sender) =>
    listIn(file, 'senders', sender, 'ids').flatMap((id, n): Finding[] => {
      if (typeof id !== 'string') return [];
      const other = seen.get(id);
      seen.set(id, sender);
      return other === undefined
        ? []
        : [
            {
              path: ['senders', sender, 'ids', n],
              message: `${id} stands for ${other} already`,
              mend: 'give each sender an id of its own',
            },
          ];
    }),
  );
}

function noPolice(file: unknown): Finding[] {
  const sources = listIn(file, 'sources');
  const kinds = sources.map((source) => textIn(source, 'is'));
  if (sources.length === 0 || kinds.includes('police') || kinds.includes(undefined)) return [];
  return [
    {
      path: ['sources'],
      message: 'no source is the police, and only the police can say that a child is safe',
      mend: 'add a source that is: police',
    },
  ];
}
