import { IsBoolean, IsDateString, IsIn, IsInt, IsString, Max, Min } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MayBeAbsent, MayBeNull } from '../../kernel/shapes/optional-rules.js';
import { Example } from '../../kernel/shapes/text-rules.js';
import { OpenEnum } from '../../kernel/minors/open-enum.js';
import { IsV2Id } from '../ids-in-v2.js';
import { PageQuery } from '../paging.js';
import { IsWholeNumber } from '../whole-number.js';

const statuses = ['open', 'overdue', 'closed'] as const;

export class BorrowBody {
  @IsInt()
  @Example(1)
  book_id!: number;

  @MayBeAbsent()
  @IsInt()
  @JSONSchema({ description: 'The borrower; the caller if absent. Only a librarian can name another user.' })
  user_id?: number;
}

export class LoanV1 {
  @IsInt()
  @Example(1)
  id!: number;

  @IsV2Id('loan')
  v2_id!: string;

  @IsInt()
  @Example(1)
  book_id!: number;

  @MayBeNull()
  @IsInt()
  @JSONSchema({ description: 'Null after a closed loan was made anonymous.' })
  @Example(3)
  user_id!: number | null;

  @OpenEnum()
  @IsIn(statuses)
  @Example('open')
  status!: (typeof statuses)[number];

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  borrowed_at!: string;

  @IsDateString()
  @JSONSchema({
    description:
      "The end of the due day in the library's local time. When the loan is made or renewed, it is not after the end of " +
      "the user's card, unless it is the same day.",
  })
  @Example('2026-12-22T23:59:59.000Z')
  due_date!: string;

  @MayBeNull()
  @IsDateString()
  @JSONSchema({
    description: 'Null while the loan is open, and for a loan that was closed because its copy is lost.',
  })
  @Example(null)
  returned_at!: string | null;

  @IsInt()
  @Example(0)
  renewals!: number;
}

export class ReturnV1 extends LoanV1 {
  @IsBoolean()
  @JSONSchema({ description: 'True if the loan was closed before. Then the request changed nothing.' })
  @Example(false)
  already_returned!: boolean;
}

export class MyLoansQuery extends PageQuery {
  @MayBeAbsent()
  @IsIn(statuses)
  @JSONSchema({ description: '`open` includes overdue loans.' })
  @Example('open')
  status?: (typeof statuses)[number];
}

export class LoanListQuery extends MyLoansQuery {
  @MayBeAbsent()
  @IsWholeNumber()
  @Example(3)
  user_id?: number;

  @MayBeAbsent()
  @IsWholeNumber()
  @Example(1)
  book_id?: number;
}

export class PopularQuery {
  @IsWholeNumber()
  @Min(1)
  @Max(100)
  @JSONSchema({ default: 10, description: 'Maximum number of books.' })
  @Example(10)
  limit = 10;
}

export class PopularBookV1 {
  @IsInt()
  @Example(1)
  book_id!: number;

  @IsV2Id('book')
  v2_id!: string;

  @IsString()
  @Example('Crime and Punishment')
  title!: string;

  @MayBeNull()
  @IsString()
  @Example('Fyodor Dostoevsky')
  author!: string | null;

  @IsInt()
  @JSONSchema({ description: 'Number of all loans of the book so far.' })
  @Example(42)
  loans!: number;
}
