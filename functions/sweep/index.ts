// Lambda entry of sweep: every five minutes, by the Scheduler.
import { tableEndings } from '../../shared/adapters/endings.ts';
import { episodesTable } from '../../shared/adapters/episodes-table.ts';
import { feedsHeard } from '../../shared/adapters/feeds.ts';
import { tablePauses } from '../../shared/adapters/pauses.ts';
import { bundledPolicy, environment } from '../../shared/adapters/surroundings.ts';
import { queuedWakeUps } from '../../shared/adapters/wake-ups.ts';
import { lambdaWatch, systemClock } from '../../shared/adapters/watch.ts';
import { sweep } from './handler.ts';

const around = environment('TABLE_NAME', 'OPEN_INDEX', 'WAKE_UPS_QUEUE_URL');
const watch = lambdaWatch();
const table = { name: around.TABLE_NAME, openIndex: around.OPEN_INDEX };
const needs = {
  policy: bundledPolicy(__dirname),
  episodes: episodesTable(table),
  endings: tableEndings(table),
  pauses: tablePauses(table.name),
  feeds: feedsHeard(table),
  wakeUps: queuedWakeUps(around.WAKE_UPS_QUEUE_URL),
  clock: systemClock,
  watch,
};

export async function handler(): Promise<void> {
  try {
    await sweep(needs);
  } finally {
    watch.publish();
  }
}
