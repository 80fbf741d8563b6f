import { IsIn, IsString, Max, Min } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MayBeAbsent } from '../../kernel/shapes/optional-rules.js';
import { Example } from '../../kernel/shapes/text-rules.js';
import { toId } from '../ids.js';
import { IsMomentAsDate } from '../../kernel/shapes/is-moment.js';
import { ListQuery } from '../lists.js';
import { IsTrueOrFalse, IsWholeNumber } from '../query-values.js';
import { loanStatuses } from './shapes.js';

/** Filters of the caller's own loans. An id that does not exist matches no loan. */
export class MyLoansQuery extends ListQuery {
  @MayBeAbsent()
  @IsIn(loanStatuses)
  @JSONSchema({ description: '`open` includes overdue loans.' })
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
  @IsMomentAsDate('Only loans, open or closed, with a due date before this time.')
  @Example('2026-12-24T00:00:00Z')
  dueBefore?: Date;

  @IsTrueOrFalse()
  @JSONSchema({ default: false, description: 'Whether to count all matching loans: `page.total`.' })
  total = false;
}

export class LoanListQuery extends MyLoansQuery {
  @MayBeAbsent()
  @IsString()
  @JSONSchema({ description: 'Only loans of this patron. A patron never gets the loans of others.' })
  @Example(toId('patron', 3))
  patronId?: string;
}

export class PopularQuery {
  @IsWholeNumber()
  @Min(1)
  @Max(100)
  @JSONSchema({ default: 10, description: 'Maximum number of books.' })
  @Example(10)
  limit = 10;
}
