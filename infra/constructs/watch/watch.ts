// Who notices: each way in which a child could be forgotten has an alarm here, or has none on purpose.
import { Construct } from 'constructs';
import type { CustomerKey } from '../customer-key.ts';
import { Alarm } from './alarm.ts';
import { AlarmTopic } from './alarm-topic.ts';
import { answers } from './answers.ts';
import { Dashboard } from './dashboard.ts';
import { deadLetters } from './dead-letters.ts';
import { delays } from './delays.ts';
import type { Watched } from './family.ts';
import { functions } from './functions.ts';
import { letters } from './letters.ts';
import { operations } from './operations.ts';
import { upkeep } from './upkeep.ts';

export interface WatchProps extends Watched {
  key: CustomerKey;
  /** Addresses that get the alarms. */
  readers: readonly string[];
}

const families = [answers, deadLetters, delays, functions, letters, operations, upkeep];

export class Watch extends Construct {
  readonly topic: AlarmTopic;

  constructor(scope: Construct, id: string, props: WatchProps) {
    super(scope, id);
    this.topic = new AlarmTopic(this, 'Topic', props.key, props.readers);
    const alarms = families.flatMap((family) =>
      Object.entries(family(props)).map(
        ([name, alarm]) => new Alarm(this, name, { ...alarm, topic: this.topic }),
      ),
    );
    new Dashboard(this, 'Dashboard', props, alarms);
  }
}
