import { codeMax } from '../../domain/kernel/known-code.js';

export { codePattern as kindPattern } from '../../domain/kernel/known-code.js';

/**
 * The bounds of catalogued values, for every way into the catalogue: both majors of the API and imports. Lengths are in
 * characters.
 */
export const bounds = {
  title: 1_000,
  subtitle: 1_000,
  /** The name of a contributor. */
  name: 500,
  contributors: 100,
  isbn: 40,
  publisher: 200,
  yearMin: -3_000,
  yearMax: 2_100,
  language: 35,
  subject: 200,
  subjects: 100,
  description: 10_000,
  barcode: 50,
  kind: codeMax,
  callNumber: 100,
  shelf: 100,
  /** Copies that are made of a book at once. */
  copies: 1_000,
} as const;

/** Visible ASCII without spaces: what bar codes encode and scanners send. */
export const barcodePattern = /^[!-~]+$/;

/** 1 BCE, which is -1, is followed by 1 CE. */
export const noYear = 0;

/** Whether a number is a year of publication. */
export function isYear(year: number): boolean {
  return Number.isInteger(year) && year !== noYear && year >= bounds.yearMin && year <= bounds.yearMax;
}
