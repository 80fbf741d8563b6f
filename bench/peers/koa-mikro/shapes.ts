import { Exclude, Expose, Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import type { Book, Loan } from './entities.js';

/** Converts digits in a path or a query, also after a minus. The check refuses everything else. */
const toWholeNumber = ({ value }: { value: unknown }) =>
  typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;

/** In page numbers, anything but a whole number becomes the default. */
const orDefault =
  (fallback: number) =>
  ({ value }: { value: unknown }) =>
    /^-?\d+$/.test(String(value)) ? Number(value) : fallback;

export class ById {
  @Transform(toWholeNumber)
  @IsInt()
  id!: number;
}

export class BookListQuery {
  @IsOptional()
  @Transform(toWholeNumber)
  @IsInt()
  @Min(-3_000)
  @Max(2_100)
  year_from?: number;

  @Transform(orDefault(1))
  @IsInt()
  @Min(1)
  @Max(1_000_000_000)
  page = 1;

  @Transform(orDefault(10))
  @IsInt()
  @Min(1)
  @Max(100)
  per_page = 10;
}

export class BorrowBody {
  @IsInt()
  book_id!: number;
}

@Exclude()
export class BookDto {
  @Expose() readonly id: number;
  @Expose() readonly title: string;
  @Expose() readonly author: string | null;
  @Expose() readonly isbn: string | null;
  @Expose() readonly genre: string | null;
  @Expose() readonly year: number | null;
  @Expose() readonly publisher: string | null;
  @Expose() readonly language: string | null;
  @Expose() readonly description: string | null;
  @Expose() readonly copies: number;
  @Expose() readonly available_copies: number;
  @Expose() readonly created_at: Date;
  @Expose() readonly updated_at: Date;

  /** @param book with its copies, without the withdrawn ones */
  constructor(book: Book) {
    const copies = book.copies.getItems();
    this.id = book.id;
    this.title = book.title;
    this.author = authorOf(book);
    this.isbn = book.isbn ?? null;
    this.genre = book.subjects[0] ?? null;
    this.year = book.year ?? null;
    this.publisher = book.publisher ?? null;
    this.language = book.language ?? null;
    this.description = book.description ?? null;
    this.copies = copies.length;
    this.available_copies = copies.filter(({ status }) => status === 'available').length;
    this.created_at = book.createdAt;
    this.updated_at = book.updatedAt;
  }
}

/** The authors; without authors, all other contributors. */
function authorOf({ contributors }: Book): string | null {
  const authors = contributors.filter(({ role }) => role === 'author');
  const named = authors.length > 0 ? authors : contributors;
  return named.map(({ name }) => name).join(', ') || null;
}

@Exclude()
export class LoanDto {
  @Expose() readonly id: number;
  @Expose() readonly book_id: number;
  @Expose() readonly user_id: number | null;
  @Expose() readonly status: 'open' | 'overdue' | 'closed';
  @Expose() readonly borrowed_at: Date;
  @Expose() readonly due_date: Date;
  @Expose() readonly returned_at: Date | null;
  @Expose() readonly renewals: number;

  constructor(loan: Loan) {
    this.id = loan.id;
    this.book_id = loan.book.id;
    this.user_id = loan.patron?.id ?? null;
    this.status = statusOf(loan);
    this.borrowed_at = loan.outAt;
    this.due_date = loan.dueAt;
    this.returned_at = loan.closedAt ?? null;
    this.renewals = loan.renewals;
  }
}

@Exclude()
export class ReturnDto extends LoanDto {
  @Expose() readonly already_returned: boolean;

  constructor(loan: Loan, alreadyReturned: boolean) {
    super(loan);
    this.already_returned = alreadyReturned;
  }
}

function statusOf({ closedAt, dueAt }: Loan): LoanDto['status'] {
  if (closedAt) return 'closed';
  return dueAt < new Date() ? 'overdue' : 'open';
}
