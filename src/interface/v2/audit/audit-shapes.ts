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
  ValidateNested,
} from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MayBeAbsent, MayBeNull } from '../../kernel/shapes/optional-rules.js';
import { Example } from '../../kernel/shapes/text-rules.js';
import { OpenEnum } from '../../kernel/minors/open-enum.js';
import { toId } from '../ids.js';
import { IsMomentAsDate } from '../../kernel/shapes/is-moment.js';
import { ListQuery, PageInfo } from '../lists.js';

/** Filters of the audit trail, which all must match. An id that does not exist matches no event. */
export class AuditEventListQuery extends ListQuery {
  @MayBeAbsent()
  @IsString()
  @JSONSchema({ description: 'Only events that this patron or staff member caused.' })
  @Example(toId('patron', 1))
  actorId?: string;

  @MayBeAbsent()
  @IsString()
  @JSONSchema({
    description:
      'Only events about this object: a patron, book, copy, loan or API key, by the id of `subject`.',
  })
  @Example(toId('patron', 3))
  subjectId?: string;

  @MayBeAbsent()
  @MaxLength(100)
  @Matches(/^[a-z0-9_]+\.[a-z0-9_]+$/)
  @JSONSchema({ description: 'Only events with this `action`.' })
  @Example('accounts.sign_in_failed')
  action?: string;

  @MayBeAbsent()
  @IsMomentAsDate('Only events at this time or later.')
  @Example('2026-12-01T00:00:00Z')
  from?: Date;

  @MayBeAbsent()
  @IsMomentAsDate('Only events before this time.')
  @Example('2099-12-31T23:00:00Z')
  before?: Date;
}

/** The object that was changed or read. */
export class AuditSubject {
  @IsString()
  @JSONSchema({ description: 'Such as `patron`, `loan`, `copy`, `book`, `session` or `api_key`.' })
  @Example('patron')
  type!: string;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'Null for a kind of object that has no id in this API.' })
  @Example(toId('patron', 3))
  id!: string | null;
}

export const actorRoles = ['anonymous', 'patron', 'librarian', 'admin', 'system'] as const;

/** The caller at that time. */
export class AuditActor {
  @OpenEnum()
  @IsIn(actorRoles)
  @JSONSchema({ description: '`system` stands for commands and scheduled jobs.' })
  @Example('librarian')
  role!: (typeof actorRoles)[number];

  @MayBeNull()
  @IsString()
  @JSONSchema({
    description: 'Null for `anonymous` and `system`, and for patrons whose loans were made anonymous.',
  })
  @Example(toId('patron', 2))
  id!: string | null;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'The API key that was used, if any. It may be revoked.' })
  @Example(null)
  apiKeyId!: string | null;
}

/** An event that was recorded. Events are never changed, except that failed sign-ins of one minute are counted. */
export class AuditEvent {
  @IsString()
  @Example(toId('auditEvent', 1))
  id!: string;

  @IsDateString()
  @JSONSchema({ description: 'When it happened. For failed sign-ins, the minute.' })
  @Example('2026-12-01T09:30:00.000Z')
  at!: string;

  @IsString()
  @JSONSchema({ description: 'The feature and what happened. New actions can be added at any time.' })
  @Example('accounts.patron_read')
  action!: string;

  @MayBeNull()
  @ValidateNested()
  @Type(() => AuditSubject)
  @JSONSchema({ description: 'Null for failed sign-ins at no account.' })
  subject!: AuditSubject | null;

  @ValidateNested()
  @Type(() => AuditActor)
  actor!: AuditActor;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'The `X-Request-Id` of the request; null outside of requests.' })
  @Example('4f0f4f7e-5f0b-4d3b-9a52-0f6d1f3c2a11')
  requestId!: string | null;

  @MayBeNull()
  @IsString()
  @JSONSchema({
    description:
      'The network of a sign-in, or of failed ones: a /24 or, for IPv6, a /64. Removed after 90 days.',
  })
  @Example(null)
  network!: string | null;

  @IsInt()
  @JSONSchema({ description: 'How often it happened in this minute. Above 1 only for failed sign-ins.' })
  @Example(1)
  times!: number;

  @IsObject()
  @JSONSchema({ description: 'More about the event; depends on `action`.', additionalProperties: true })
  @Example({})
  details!: Record<string, unknown>;
}

export class AuditEventList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AuditEvent)
  data!: AuditEvent[];

  @ValidateNested()
  @Type(() => PageInfo)
  page!: PageInfo;
}
