import { Type } from 'class-transformer';
import {
  IsArray,
  IsDateString,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { OpenEnum } from '../../kernel/minors/open-enum.js';
import { MayBeAbsent, MayBeNull } from '../../kernel/shapes/optional-rules.js';
import { Example } from '../../kernel/shapes/text-rules.js';
import { IsMoment, IsWholeNumber, ListEnd, ListQuery } from '../lists.js';

/** The form of a subject: its type and its key, such as `loan:7`. */
const subjectForm = /^[a-z_]{1,40}:\d{1,15}$/;

/** Filters of the audit trail, which all must match. */
export class AuditTrailQuery extends ListQuery {
  @MayBeAbsent()
  @IsWholeNumber()
  @Min(1)
  @JSONSchema({ description: 'Only events that this account caused, by its key.' })
  @Example(1)
  actor?: number;

  @MayBeAbsent()
  @Matches(subjectForm)
  @JSONSchema({ description: 'Only events about this object: its type and its key, such as `loan:7`.' })
  @Example('patron:3')
  subject?: string;

  @MayBeAbsent()
  @MaxLength(100)
  @Matches(/^[a-z0-9_]+\.[a-z0-9_]+$/)
  @JSONSchema({ description: 'Only events with this action.' })
  @Example('accounts.sign_in_failed')
  action?: string;

  @MayBeAbsent()
  @IsMoment('Only events at this time or later.')
  @Example('2026-12-01T00:00:00Z')
  from?: Date;

  @MayBeAbsent()
  @IsMoment('Only events before this time.')
  @Example('2099-12-31T23:00:00Z')
  before?: Date;
}

const roles = ['anonymous', 'patron', 'librarian', 'admin', 'system'] as const;

/** The caller at that time. */
export class TrailActor {
  @OpenEnum()
  @IsIn(roles)
  @JSONSchema({ description: '`system` stands for commands and scheduled jobs.' })
  @Example('librarian')
  role!: (typeof roles)[number];

  @MayBeNull()
  @IsInt()
  @JSONSchema({ description: 'The key of the account. Null for `anonymous` and `system`.' })
  @Example(2)
  account!: number | null;

  @MayBeNull()
  @IsInt()
  @JSONSchema({ description: 'The API key that was used, if any.' })
  @Example(null)
  apiKey!: number | null;
}

/** An event that was recorded. The keys are those of the database, as in the log. */
export class TrailEvent {
  @IsInt()
  @Example(1)
  id!: number;

  @IsDateString()
  @JSONSchema({ description: 'When it happened. For failed sign-ins, the minute.' })
  @Example('2026-12-01T09:30:00.000Z')
  at!: string;

  @IsString()
  @Example('accounts.patron_read')
  action!: string;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'Its type and its key. Null for failed sign-ins at no account.' })
  @Example('patron:3')
  subject!: string | null;

  @ValidateNested()
  @Type(() => TrailActor)
  actor!: TrailActor;

  @MayBeNull()
  @IsString()
  @JSONSchema({
    description: 'The `X-Request-Id`, by which the log has the request; null outside of requests.',
  })
  @Example('4f0f4f7e-5f0b-4d3b-9a52-0f6d1f3c2a11')
  requestId!: string | null;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'The network of a sign-in, or of failed ones. Removed after 90 days.' })
  @Example(null)
  network!: string | null;

  @IsInt()
  @JSONSchema({ description: 'How often it happened in that minute: more than 1 only for failed sign-ins.' })
  @Example(1)
  times!: number;

  @IsObject()
  @JSONSchema({ description: 'What else is known, by the kind of event.', additionalProperties: true })
  @Example({})
  details!: Readonly<Record<string, unknown>>;
}

export class TrailEventList extends ListEnd {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => TrailEvent)
  data!: TrailEvent[];
}
