import { Refusal } from '../kernel/refusal.js';
import { readIsbn } from './isbn.js';
import { bookChanged, isbnInvalid, languageInvalid } from './refusals.js';

export type ContributorRole = 'author' | 'editor' | 'translator' | 'illustrator' | 'contributor';

export interface Contributor {
  readonly name: string;
  readonly role: ContributorRole;
}

/** What a cataloguer says of a book. */
export interface BookDetails {
  readonly title: string;
  readonly subtitle: string | null;
  readonly contributors: readonly Contributor[];
  /** As it is printed or was given; its canonical form is derived from it. */
  readonly isbn: string | null;
  readonly publisher: string | null;
  /** Year of publication; negative before the common era. */
  readonly year: number | null;
  /** BCP 47 tag. */
  readonly language: string | null;
  readonly subjects: readonly string[];
  readonly description: string | null;
}

/** The details of a book of which only the title is known. */
export const blankDetails: Omit<BookDetails, 'title'> = {
  subtitle: null,
  contributors: [],
  isbn: null,
  publisher: null,
  year: null,
  language: null,
  subjects: [],
  description: null,
};

/** A bibliographic record: what is the same for all copies. */
export class Book implements BookDetails {
  declare readonly id: number;
  title!: string;
  subtitle!: string | null;
  contributors!: readonly Contributor[];
  isbn!: string | null;
  /** Thirteen digits without hyphens. */
  isbn13!: string | null;
  publisher!: string | null;
  year!: number | null;
  language!: string | null;
  subjects!: readonly string[];
  description!: string | null;
  /** Counts the changes, from 1. */
  revision = 1;
  readonly createdAt: Date;
  updatedAt: Date;
  /** Set when the library gave the book up; it is then found nowhere, its past loans remain. */
  withdrawnAt: Date | null = null;

  constructor(details: BookDetails, now: Date) {
    this.describe(details);
    this.createdAt = now;
    this.updatedAt = now;
  }

  /** @throws Refusal `catalogue.book_changed` when this is not the revision that somebody decided from */
  expect(revision: number): void {
    if (this.revision !== revision) throw new Refusal(bookChanged);
  }

  /** Changes what is given and differs. Gives the names of what has changed, none when all was so already. */
  revise(changes: Partial<BookDetails>, now: Date): (keyof BookDetails)[] {
    const before = detailsOf(this);
    this.describe({ ...before, ...changes });
    const changed = (Object.keys(changes) as (keyof BookDetails)[]).filter(
      (name) => JSON.stringify(before[name]) !== JSON.stringify(this[name]),
    );
    if (changed.length === 0) return [];
    this.revision += 1;
    this.updatedAt = now;
    return changed;
  }

  withdraw(now: Date): void {
    this.withdrawnAt = now;
    this.updatedAt = now;
  }

  private describe(details: BookDetails): void {
    const isbn13 = details.isbn === null ? null : canonicalIsbn(details.isbn);
    const language = details.language === null ? null : canonicalLanguage(details.language);
    Object.assign(this, detailsOf(details), { isbn13, language });
  }
}

/** The details alone, whatever else the object has. */
function detailsOf({
  title,
  subtitle,
  contributors,
  isbn,
  publisher,
  year,
  language,
  subjects,
  description,
}: BookDetails): BookDetails {
  return { title, subtitle, contributors, isbn, publisher, year, language, subjects, description };
}

function canonicalIsbn(given: string): string {
  const reading = readIsbn(given);
  if ('fault' in reading) throw new Refusal(isbnInvalid, { isbn: [isbnInvalid.message] });
  return reading.isbn13;
}

/**
 * The tag as BCP 47 writes it: `ENG` becomes `en`, `pt-br` becomes `pt-BR`.
 * @throws Refusal `catalogue.language_invalid`
 */
export function canonicalLanguage(given: string): string {
  const locale = localeOf(given);
  // Four letters and more are reserved; "English" is meant as a name, and is no tag.
  if (locale && locale.language.length <= 3) return locale.toString();
  throw new Refusal(languageInvalid, { language: [languageInvalid.message] });
}

function localeOf(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag);
  } catch {
    return undefined;
  }
}
