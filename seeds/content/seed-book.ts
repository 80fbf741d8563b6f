/** One bibliographic record of the standard seed, with the number of its copies. */
export interface SeedBook {
  /** ISBN-13 as printed on the book, with or without hyphens; its check digit is right. */
  isbn: string;
  title: string;
  subtitle?: string;
  /** In the order of the title page. Some books have only a translator or editors and no author. */
  contributors: { name: string; role: 'author' | 'editor' | 'translator' | 'illustrator' }[];
  publisher?: string;
  /** Year in which the work first appeared, not this edition; negative for BCE. */
  year: number;
  /** Language of this edition, as a BCP 47 tag. */
  language: string;
  /** Two to four lower-case words from a small vocabulary. */
  subjects: string[];
  description?: string;
  /** Number of copies, 1 to 4. */
  copies: number;
}
