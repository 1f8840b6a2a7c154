// A case that breaks a promise becomes the shortest one that still breaks it: troubles go first, then what is said.
import type { Case, Outcome } from './live.ts';
import { lived } from './live.ts';
import type { Happening } from './story.ts';
import { isLeftOut } from './story.ts';

/** What is left cannot lose one trouble or one happening without the promise being kept. */
export async function shrunk(first: Case, promise: string): Promise<Outcome> {
  const breaks = async (of: Case): Promise<boolean> =>
    (await lived(of)).broken.some((broken) => broken.promise === promise);
  let smallest = first;
  for (let before: Case | undefined; before !== smallest; ) {
    before = smallest;
    for (const smaller of smallerThan(smallest)) {
      if (await breaks(smaller)) {
        smallest = smaller;
        break;
      }
    }
  }
  return lived(smallest, true);
}

function* smallerThan(of: Case): Iterable<Case> {
  const { story, troubles } = of;
  const all = [...troubles];
  for (let part = all.length; part >= 1; part = Math.floor(part / 2)) {
    for (let from = 0; from < all.length; from += part) {
      yield { ...of, troubles: new Map(all.filter((_, index) => index < from || index >= from + part)) };
    }
  }
  // A message that is left out keeps its number: what befell the others is told by theirs.
  for (const index of story.happenings.keys()) {
    if (isLeftOut(story.happenings[index])) continue;
    const happenings = story.happenings.map((each, at) => (at === index ? leftOut(each) : each));
    yield { ...of, story: { ...story, happenings } };
  }
  const { dawns = [] } = story;
  const last = dawns.at(-1);
  if (last !== undefined && !story.happenings.some((each) => each.second >= last && !isLeftOut(each)))
    yield { ...of, story: { ...story, dawns: dawns.slice(0, -1) } };
  if (story.fails?.until) yield { ...of, story: { ...story, fails: { ...story.fails, until: 0 } } };
  if (story.sweepless) yield { ...of, story: { ...story, sweepless: false } };
  for (const reader of story.readers ?? [])
    yield {
      ...of,
      story: { ...story, readers: story.readers?.filter((each) => each !== reader) ?? [] },
    };
  if (story.hears) yield { ...of, story: { ...story, hears: false } };
  if (story.refuses?.length) yield { ...of, story: { ...story, refuses: [] } };
  if (story.bounces?.length) yield { ...of, story: { ...story, bounces: [] } };
}

const leftOut = ({ second }: Happening): Happening => ({ second, down: 'post', seconds: 0 });
