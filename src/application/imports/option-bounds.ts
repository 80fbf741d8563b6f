/**
 * The most characters of each option of an import, of one column, and the most columns and copies. They are the same for
 * the API and for the page.
 */
export const optionBounds = {
  columns: 50,
  column: 2_000,
  from: 100,
  delimiter: 20,
  encoding: 40,
  namesSeparator: 20,
  copies: 1_000,
} as const;
