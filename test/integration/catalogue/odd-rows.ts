import fc from 'fast-check';
import {
  importFields,
  type ImportCells,
  type ImportField,
} from '../../../src/application/catalogue/import/import-row.js';

/** Values that cannot be stored. */
const unstorable: readonly string[] = ['\ud800', 'half \udc00 a pair', '\0', 'NUL\0inside'];

/** Values that programs, spreadsheets and people leave in files, and values that no file should have. */
const odd: readonly string[] = [
  '\u0001\u001f\u007f\u0085\u009f',
  '\ufffe\uffff\u{1ffff}',
  '\u202eright to left\u202c\u2066\u2069',
  '\u200b\u200d\u2060\ufeff',
  '\u3164',
  '\u2800',
  `e${'\u0301'.repeat(3_000)}`,
  '\u0301'.repeat(900),
  '\ufdfa'.repeat(190),
  '\ufdfa'.repeat(999),
  '㎉㍿'.repeat(90),
  'ß'.repeat(1_000),
  'İ'.repeat(200),
  '👩‍👩‍👧‍👦'.repeat(70),
  'word '.repeat(40_000),
  'x'.repeat(250_000),
  ';'.repeat(5_000),
  'a;'.repeat(150),
  "'; drop table book; --",
  '{"__proto__": 1}',
  '__proto__',
  '=1+1',
  '%s%n\\u0000\\',
  '-0',
  '0',
  '1e309',
  'NaN',
  '99999999999999999999',
  '-3001',
  '2147483648',
  '٢٠٢٤',
  '１９９９',
  'und',
  'und-Latn',
  'x-klingon',
  'i-default',
  'en-u-ca-gregory-x-y',
  'zh-Hant-TW',
  '9780000000002',
  '0000000000',
  '9.78E+12',
  '1000',
  '1001',
  '3.0',
  '3',
  '',
  '   ',
  '\r\n\t',
];

const cell: fc.Arbitrary<string> = fc.oneof(
  { weight: 24, arbitrary: fc.constantFrom(...odd) },
  { weight: 1, arbitrary: fc.constantFrom(...unstorable) },
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.array(fc.integer({ max: 0xffff, min: 0 }), { maxLength: 12 }).map(ofUnits) },
  { weight: 4, arbitrary: fc.integer().map(String) },
);

/** Few copies, so that the test stays fast; the other numbers are odd. */
const count: fc.Arbitrary<string> = fc.constantFrom(
  '',
  '0',
  '1',
  '2',
  '2.0',
  '-1',
  '1001',
  '1e3',
  'two',
  '\0',
);

/** Rows with odd values in every field. More than half of them can be stored. */
export const oddRow: fc.Arbitrary<ImportCells> = fc.record(
  {
    ...(Object.fromEntries(importFields.map((field) => [field, cell])) as Record<
      ImportField,
      fc.Arbitrary<string>
    >),
    title: fc.oneof(cell, fc.string({ minLength: 1, maxLength: 20 })),
    // Mostly none, as the second row with a barcode is refused.
    barcode: fc.oneof({ weight: 9, arbitrary: fc.constant('') }, { weight: 1, arbitrary: cell }),
    copies: count,
  },
  { requiredKeys: ['title'] },
);

function ofUnits(units: readonly number[]): string {
  return String.fromCharCode(...units);
}
