import { Type } from 'class-transformer';
import { IsArray, IsBoolean, IsDateString, IsIn, IsInt, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { keptStatuses, type KeptStatus } from '../../../application/circulation/desk-copies.js';
import { MayBeAbsent, MayBeNull } from '../../kernel/shapes/optional-rules.js';
import { Example } from '../../kernel/shapes/text-rules.js';
import { OpenEnum } from '../../kernel/minors/open-enum.js';
import { toId } from '../ids.js';
import { CountedPage, PageInfo } from '../lists.js';
import { ProblemBlock } from '../problem.js';

export const loanStatuses = ['open', 'overdue', 'closed'] as const;

/** The possible destinations of a returned copy. */
const destinations = ['shelf', 'hold_shelf', 'transit', 'repair', 'processing'] as const;

export type Destination = (typeof destinations)[number];

/** An open or closed loan of one copy. */
export class Loan {
  @IsString()
  @Example(toId('loan', 1))
  id!: string;

  @IsString()
  @Example(toId('copy', 1))
  copyId!: string;

  @IsString()
  @Example('C00000001')
  copyBarcode!: string;

  @IsString()
  @Example(toId('book', 1))
  bookId!: string;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'Null after a closed loan was made anonymous.' })
  @Example(toId('patron', 3))
  patronId!: string | null;

  @OpenEnum()
  @IsIn(loanStatuses)
  @Example('open')
  status!: (typeof loanStatuses)[number];

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  borrowedAt!: string;

  @IsDateString()
  @JSONSchema({
    description:
      "The end of the due day in the library's local time. When the loan is made or renewed, it is not after the end of " +
      "the patron's card, unless it is the same day.",
  })
  @Example('2026-12-22T23:59:59.000Z')
  dueAt!: string;

  @MayBeNull()
  @IsDateString()
  @JSONSchema({
    description: 'Null while the loan is open, and for a loan that was closed because its copy is lost.',
  })
  @Example(null)
  returnedAt!: string | null;

  @IsInt()
  @JSONSchema({ description: 'Number of renewals so far.' })
  @Example(0)
  renewals!: number;

  @IsInt()
  @JSONSchema({
    description: "Number of renewals that the loan's own terms still allow; 0 for a closed loan.",
  })
  @Example(2)
  renewalsLeft!: number;
}

export class LoanList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Loan)
  data!: Loan[];

  @ValidateNested()
  @Type(() => CountedPage)
  page!: CountedPage;
}

/** The outcome that a loan would have. */
export class LoanCheck {
  @IsBoolean()
  @Example(true)
  allowed!: boolean;

  @MayBeAbsent()
  @IsDateString()
  @JSONSchema({ description: 'The due date that the loan would have; only if it is allowed.' })
  @Example('2026-12-22T23:59:59.000Z')
  dueAt?: string;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ProblemBlock)
  @JSONSchema({ description: 'All reasons against the loan; empty if it is allowed.' })
  @Example([])
  blocks!: ProblemBlock[];
}

export class ReturnedCopy {
  @IsString()
  @Example(toId('copy', 1))
  id!: string;

  @IsString()
  @Example('C00000001')
  barcode!: string;

  @OpenEnum()
  @IsIn(keptStatuses)
  @Example('available')
  status!: KeptStatus;
}

/** The outcome of a return, and the destination of the copy. */
export class Return {
  @MayBeNull()
  @ValidateNested()
  @Type(() => Loan)
  @JSONSchema({ description: 'The last loan of the copy. Null if the copy was never lent.' })
  loan!: Loan | null;

  @IsBoolean()
  @JSONSchema({
    description: 'True if the copy was not on loan: it was returned or reported lost before, or never lent.',
  })
  @Example(false)
  alreadyReturned!: boolean;

  @OpenEnum()
  @IsIn(destinations)
  @JSONSchema({
    description: 'The destination of the copy. `transit` does not occur in a library with one branch.',
  })
  @Example('shelf')
  next!: Destination;

  @ValidateNested()
  @Type(() => ReturnedCopy)
  copy!: ReturnedCopy;
}

/** A book, and how often it was lent. */
export class PopularBook {
  @IsString()
  @Example(toId('book', 1))
  bookId!: string;

  @IsString()
  @Example('Crime and Punishment')
  title!: string;

  @IsArray()
  @IsString({ each: true })
  @JSONSchema({
    description: 'Names of the authors; for a book without an author, of all other contributors.',
  })
  @Example(['Fyodor Dostoevsky'])
  authors!: string[];

  @IsInt()
  @JSONSchema({ description: 'Number of all loans of the book so far.' })
  @Example(42)
  loans!: number;
}

export class PopularBookList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => PopularBook)
  data!: PopularBook[];

  @ValidateNested()
  @Type(() => PageInfo)
  @JSONSchema({ description: 'There is one page only.' })
  page!: PageInfo;
}
