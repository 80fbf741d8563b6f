/** One bibliographic record of the standard seed, with the copies the library owns of it. */
export interface SeedBook {
  /** ISBN-13 as printed on the book, with or without hyphens; its check digit is right. */
  isbn: string;
  title: string;
  subtitle?: string;
  /** In the order of the title page. Not every book has an author: some have only a translator or editors. */
  contributors: { name: string; role: 'author' | 'editor' | 'translator' | 'illustrator' }[];
  publisher?: string;
  /** Year in which the work first appeared, not this edition; negative before the common era. */
  year: number;
  /** Language of this edition, as a BCP 47 tag. */
  language: string;
  /** Two to four lower-case words of one small vocabulary. */
  subjects: string[];
  description?: string;
  /** Number of copies on the shelves, 1 to 4. */
  copies: number;
}
