// Every scenario that is shipped, drawn: nothing that was told, asked or recorded is missing, and nothing is drawn that is not so.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readScenario } from '../../local/scenario.ts';
import { simulate } from '../../local/simulate.ts';
import { picturesOf } from '../../local/simulation/episode-pictures.ts';
import { taskName } from '../../shared/core/task-name.ts';
import { drawn, NARROW, WIDE } from '../../shared/timeline/drawing.ts';
import { tablesInPage } from '../../shared/timeline/page.ts';
import type { Picture } from '../../shared/timeline/picture.ts';
import { procedure } from '../situations/playing.ts';

const FOLDER = 'examples/scenarios';
const authorities = readdirSync(FOLDER);

const wordsOf = (picture: Picture): string =>
  [...picture.marks.map(({ says }) => says), ...picture.clocks.map(({ name }) => name)].join('\n');

describe.each(authorities)('every scenario of %s', (authority) => {
  const policy = procedure(authority);
  const files = readdirSync(join(FOLDER, authority)).filter((file) => file.endsWith('.yaml'));

  it.each(files)('%s is drawn whole', async (file) => {
    const { world, simulation } = await simulate(readScenario(join(FOLDER, authority, file)), policy);
    const pictures = await picturesOf(world);
    const marks = pictures.flatMap((picture) => picture.marks);
    for (const { episode, at, clauses, roles } of simulation.actions) {
      const here = pictures.find(({ references }) => references.includes(episode));
      if (!here) continue;
      const mark = here.marks.find(
        (each) =>
          ['told', 'asked', 'failed'].includes(each.is) &&
          each.at.slice(0, 16) === at.slice(0, 16) &&
          roles.every((role) => each.says.includes(role.replaceAll('-', ' '))) &&
          clauses.every((clause) => each.clauses.includes(clause)),
      );
      expect(mark, `${at} ${roles}`).toBeDefined();
    }
    for (const { subject, tasks } of simulation.episodes) {
      const here = pictures.find(({ references }) => references[0] === subject);
      const drawnTasks = here?.clocks
        .filter(({ is }) => is === 'task')
        .map(({ name, to, state }) => `${name} ${to} ${state === 'overdue' ? 'open' : state}`);
      if (here)
        expect(drawnTasks?.sort()).toEqual(
          tasks.map(({ task, dueAt, state }) => `${taskName(task, policy)} ${dueAt} ${state}`).sort(),
        );
    }
    expect(marks.map(({ at }) => at)).toEqual(
      pictures.flatMap((picture) => picture.marks.map(({ at }) => at).sort()),
    );
    for (const picture of pictures) {
      const looks = [WIDE, NARROW].map((width) => drawn(picture, { isAlone: true, width, id: 'x' }));
      for (const look of [...looks, tablesInPage(picture), wordsOf(picture)])
        expect(look).not.toMatch(/undefined|NaN|Infinity|\[object|null/);
    }
  });
});
