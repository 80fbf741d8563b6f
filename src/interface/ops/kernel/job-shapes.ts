import { Type } from 'class-transformer';
import { IsArray, IsDateString, IsIn, IsInt, IsNumber, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MayBeNull } from '../../kernel/shapes/optional-rules.js';
import { Example } from '../../kernel/shapes/text-rules.js';
import { jobStates, type JobState } from './job-state.js';

/** A job of the worker. */
export class Job {
  @IsString()
  @Example('notices.send')
  job!: string;

  @IsIn(jobStates)
  @JSONSchema({
    description:
      '`ok`: it succeeded in time. `late`: it should have run again, and did not. `failing`: its last run failed. ' +
      '`waiting`: it has not run yet.',
  })
  @Example('ok')
  state!: JobState;

  @IsString()
  @JSONSchema({ description: 'Minute, hour, day, month and weekday in cron syntax, in UTC.' })
  @Example('* * * * *')
  schedule!: string;

  @MayBeNull()
  @IsDateString()
  @JSONSchema({ description: 'When its last run began.' })
  @Example('2026-12-01T09:30:00.000Z')
  startedAt!: string | null;

  @MayBeNull()
  @IsDateString()
  @JSONSchema({ description: 'When its last run ended.' })
  @Example('2026-12-01T09:30:01.000Z')
  endedAt!: string | null;

  @MayBeNull()
  @IsDateString()
  @JSONSchema({ description: 'When a run succeeded last.' })
  @Example('2026-12-01T09:30:01.000Z')
  succeededAt!: string | null;

  @MayBeNull()
  @IsDateString()
  @JSONSchema({ description: 'When a run failed last.' })
  @Example(null)
  failedAt!: string | null;

  @IsInt()
  @JSONSchema({ description: 'Failed runs since the last one that succeeded.' })
  @Example(0)
  failures!: number;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'The kind of the last error, if the last run failed. The log has the rest.' })
  @Example(null)
  fault!: string | null;
}

export class JobList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Job)
  data!: Job[];
}

/** Mails of one kind that wait for the worker. */
export class MailQueueItem {
  @IsString()
  @Example('notices')
  queue!: string;

  @IsInt()
  @Example(3)
  waiting!: number;

  @IsInt()
  @JSONSchema({ description: 'Those among them that the mail server did not take at least once.' })
  @Example(0)
  failing!: number;

  @IsInt()
  @JSONSchema({ description: 'The most attempts for one of them so far.' })
  @Example(1)
  attempts!: number;

  @MayBeNull()
  @IsDateString()
  @JSONSchema({ description: 'When the first of them is sent next.' })
  @Example('2026-12-01T09:32:00.000Z')
  nextAt!: string | null;
}

/** The events that wait to be delivered within the service. */
export class EventQueue {
  @IsNumber()
  @JSONSchema({ description: 'Age of the oldest event that waits, in seconds; 0 if none does.' })
  @Example(0)
  lagSeconds!: number;
}

export class MailOverview {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => MailQueueItem)
  data!: MailQueueItem[];

  @ValidateNested()
  @Type(() => EventQueue)
  events!: EventQueue;
}
