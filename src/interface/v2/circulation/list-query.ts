import { Transform } from 'class-transformer';
import { IsDate, IsIn, IsString } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { applyDecorators } from '../../kernel/apply-decorators.js';
import { MayBeAbsent } from '../../kernel/presence.js';
import { Example } from '../../kernel/text.js';
import { toId } from '../ids.js';
import { ListQuery } from '../lists.js';
import { IsTrueOrFalse } from '../query-values.js';
import { loanStatuses } from './shapes.js';

/** A moment with its offset from UTC (RFC 3339, 5.6). */
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i;

/** What is no moment is left as it is, and is no date then. */
function toDate({ value }: { value: unknown }): unknown {
  return typeof value === 'string' && instant.test(value) ? new Date(value) : value;
}

function IsInstant(): PropertyDecorator {
  return applyDecorators(
    Transform(toDate),
    IsDate({ message: '$property must be a moment such as 2026-12-01T09:30:00Z' }),
  );
}

/** How one's own loans can be narrowed. An id that names nothing finds nothing. */
export class MyLoansQuery extends ListQuery {
  @MayBeAbsent()
  @IsIn(loanStatuses)
  @JSONSchema({ description: '`open` includes the overdue ones.' })
  @Example('open')
  status?: (typeof loanStatuses)[number];

  @MayBeAbsent()
  @IsString()
  @Example(toId('book', 1))
  bookId?: string;

  @MayBeAbsent()
  @IsString()
  @Example(toId('copy', 1))
  copyId?: string;

  @MayBeAbsent()
  @IsInstant()
  @JSONSchema({
    type: 'string',
    format: 'date-time',
    description: 'Only loans that are, or were, due before this moment.',
  })
  @Example('2026-12-24T00:00:00Z')
  dueBefore?: Date;

  @IsTrueOrFalse()
  @JSONSchema({ default: false, description: 'Whether to count all loans that fit: `page.total`.' })
  total = false;
}

export class LoanListQuery extends MyLoansQuery {
  @MayBeAbsent()
  @IsString()
  @JSONSchema({ description: 'Whose; a patron sees their own in any case.' })
  @Example(toId('patron', 3))
  patronId?: string;
}
