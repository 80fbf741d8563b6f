import { IsIn, IsString } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MayBeAbsent } from '../../kernel/input/optional-rules.js';
import { Example } from '../../kernel/input/text-rules.js';
import { toId } from '../ids.js';
import { IsMomentAsDate } from '../is-moment.js';
import { ListQuery } from '../lists.js';
import { IsTrueOrFalse } from '../query-values.js';
import { loanStatuses } from './shapes.js';

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
  @IsMomentAsDate('Only loans that are, or were, due before this moment.')
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
