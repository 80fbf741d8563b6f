import { fault } from '../kernel/field-fault.js';
import { Refusal } from '../kernel/refusal.js';
import { readIsbn } from './isbn.js';
import { bookChanged, isbnInvalid, languageInvalid } from './refusals.js';

export type ContributorRole = 'author' | 'editor' | 'translator' | 'illustrator' | 'contributor';

export interface Contributor {
  readonly name: string;
  readonly role: ContributorRole;
}

/** The catalogued details of a book. */
export interface BookDetails {
  readonly title: string;
  readonly subtitle: string | null;
  readonly contributors: readonly Contributor[];
  /** As printed or entered; `isbn13` is derived from it. */
  readonly isbn: string | null;
  readonly publisher: string | null;
  /** Year of publication; negative for BCE. */
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

/** A bibliographic record: the data that all copies of a book share. */
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
  /** Number of the current revision, from 1. */
  revision = 1;
  readonly createdAt: Date;
  updatedAt: Date;
  /** Set when the book was withdrawn. Reads no longer return it; its past loans remain. */
  withdrawnAt: Date | null = null;

  constructor(details: BookDetails, now: Date) {
    this.describe(details);
    this.createdAt = now;
    this.updatedAt = now;
  }

  /** @throws Refusal `catalogue.book_changed` when the book has another revision than the expected one */
  expect(revision: number): void {
    if (this.revision !== revision) throw new Refusal(bookChanged);
  }

  /** Applies the changes that differ. Returns the names of the changed fields; empty when nothing changed. */
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

/** Picks the details and drops all other properties. */
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
  if ('fault' in reading) {
    throw new Refusal(isbnInvalid, {
      isbn: [fault('wrong_format', isbnInvalid.message, { format: 'isbn' })],
    });
  }
  return reading.isbn13;
}

/**
 * Returns the tag in canonical BCP 47 form: `ENG` becomes `en`, `pt-br` becomes `pt-BR`.
 * @throws Refusal `catalogue.language_invalid`
 */
export function canonicalLanguage(given: string): string {
  const locale = localeOf(given);
  // A tag such as `und-Latn` has no language: the property is undefined or "und", which depends on the engine.
  const language = locale?.language ?? 'und';
  // BCP 47 reserves language subtags of four letters. Longer ones, such as "English", are names and not tags.
  if (locale && language !== 'und' && language.length <= 3) return locale.toString();
  const wrong = fault('wrong_format', languageInvalid.message, { format: 'bcp47' });
  throw new Refusal(languageInvalid, { language: [wrong] });
}

function localeOf(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag);
  } catch {
    return undefined;
  }
}
