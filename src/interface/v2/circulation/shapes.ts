import { Type } from 'class-transformer';
import { IsArray, IsBoolean, IsDateString, IsIn, IsInt, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { keptStatuses, type KeptStatus } from '../../../application/circulation/desk-copies.js';
import { MayBeAbsent, MayBeNull } from '../../kernel/input/optional-rules.js';
import { Example } from '../../kernel/input/text-rules.js';
import { toId } from '../ids.js';
import { CountedPage } from '../lists.js';
import { ProblemBlock } from '../problem.js';

export const loanStatuses = ['open', 'overdue', 'closed'] as const;

/** Where a copy goes that was taken in. */
const destinations = ['shelf', 'hold_shelf', 'repair', 'processing'] as const;

export type Destination = (typeof destinations)[number];

/** A copy that is, or was, out with a patron. */
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
  @JSONSchema({ description: 'Null once a past loan was made anonymous.' })
  @Example(toId('patron', 3))
  patronId!: string | null;

  @IsIn(loanStatuses)
  @Example('open')
  status!: (typeof loanStatuses)[number];

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  borrowedAt!: string;

  @IsDateString()
  @JSONSchema({ description: "The end of the library's local day." })
  @Example('2026-12-22T23:59:59.000Z')
  dueAt!: string;

  @MayBeNull()
  @IsDateString()
  @Example(null)
  returnedAt!: string | null;

  @IsInt()
  @JSONSchema({ description: 'How often it was renewed.' })
  @Example(0)
  renewals!: number;

  @IsInt()
  @JSONSchema({
    description: 'How often the terms it was made under still let it be renewed; 0 once it is closed.',
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

/** What would come of a loan. */
export class LoanCheck {
  @IsBoolean()
  @Example(true)
  allowed!: boolean;

  @MayBeAbsent()
  @IsDateString()
  @JSONSchema({ description: 'When it would be due; only if it is allowed.' })
  @Example('2026-12-22T23:59:59.000Z')
  dueAt?: string;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ProblemBlock)
  @JSONSchema({ description: 'All that stands against it; empty if it is allowed.' })
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

  @IsIn(keptStatuses)
  @Example('available')
  status!: KeptStatus;
}

/** What happened to a copy on the desk, and what to do with it. */
export class Return {
  @MayBeNull()
  @ValidateNested()
  @Type(() => Loan)
  @JSONSchema({ description: 'The loan it was out on last; null for a copy that was never lent.' })
  loan!: Loan | null;

  @IsBoolean()
  @JSONSchema({
    description: 'True when it was not out on loan: it had come back before, or never went out.',
  })
  @Example(false)
  alreadyReturned!: boolean;

  @IsIn(destinations)
  @JSONSchema({ description: 'Where it goes.' })
  @Example('shelf')
  next!: Destination;

  @ValidateNested()
  @Type(() => ReturnedCopy)
  copy!: ReturnedCopy;
}
