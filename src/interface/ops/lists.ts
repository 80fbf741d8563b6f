import { Transform } from 'class-transformer';
import { IsDate, IsInt, isISO8601, IsString, Max, MaxLength, Min } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { fault } from '../../domain/kernel/field-fault.js';
import { combineDecorators } from '../kernel/shapes/apply-decorators.js';
import { MayBeAbsent, MayBeNull } from '../kernel/shapes/optional-rules.js';
import { withFault } from '../kernel/shapes/rule.js';
import { Example, IsText } from '../kernel/shapes/text-rules.js';

/** A whole number in a query: digits with an optional minus. */
export function IsWholeNumber(): PropertyDecorator {
  return combineDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value,
    ),
    IsInt(),
  );
}

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?(?:Z|[+-]\d{2}:\d{2})$/;
const noMoment = fault('wrong_format', '{{field}} must be a moment such as 2027-12-01T09:30:00Z', {
  format: 'date-time',
});

/** A moment in a query (RFC 3339), which becomes a `Date`. */
export function IsMoment(description: string): PropertyDecorator {
  return combineDecorators(
    // Any other text stays as it is, and `IsDate` refuses it.
    Transform(({ value }: { value: unknown }) => dateIn(value) ?? value),
    IsDate(withFault(noMoment)),
    JSONSchema({ type: 'string', format: 'date-time', description }) as PropertyDecorator,
  );
}

function dateIn(value: unknown): Date | undefined {
  const isMoment = typeof value === 'string' && moment.test(value) && isISO8601(value, { strict: true });
  const date = isMoment ? new Date(value) : undefined;
  return date && moment.test(date.toISOString()) ? date : undefined;
}

/** The part of a list that is asked for. */
export class ListQuery {
  @IsWholeNumber()
  @Min(1)
  @Max(200)
  @JSONSchema({ default: 50, description: 'Maximum number of items.', examples: [50] })
  limit = 50;

  @MayBeAbsent()
  @IsString()
  @MaxLength(4_096)
  @JSONSchema({ description: 'Position to continue at: `nextCursor` of the previous answer.' })
  cursor?: string;
}

/** The end of every list. */
export class ListEnd {
  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'Send it as `cursor` to get the next page. Null on the last page.' })
  @Example(null)
  nextCursor!: string | null;
}

/** Why something is changed. */
export class Reason {
  @IsText(1, 500)
  @JSONSchema({ description: 'Why. It is kept in the audit trail for ever, so it must not name a patron.' })
  @Example('The team has confirmed it by mail.')
  reason!: string;
}

/** A row of the database. */
export class ById {
  @IsWholeNumber()
  @Min(1)
  @JSONSchema({ description: 'Its key in the database, as in the log.' })
  @Example(1)
  id!: number;
}
