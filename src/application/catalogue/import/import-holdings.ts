import type { CopyDetails } from '../../../domain/catalogue/copy.js';
import { barcodePattern, bounds, kindPattern } from '../catalogue-rules.js';
import { quoted, readText, type Found } from './import-cell.js';
import type { CopyColumn, ImportCells, ImportNote } from './import-row.js';

/** The copies that a row stands for. */
export interface Holdings {
  /** Each once, ignoring case. */
  readonly barcodes: readonly string[];
  /** Number of copies; undefined when the row does not say it. */
  readonly count: number | undefined;
  /** Whether the file has a column of barcodes or of numbers: each row then stands for copies. */
  readonly isCounted: boolean;
  /** What the row says of its copies. */
  readonly details: Partial<Pick<CopyDetails, CopyColumn>>;
}

/** Reads the copies of a row. Unusable values are left out, each with a note. */
export function readHoldings(cells: ImportCells): {
  readonly value: Holdings;
  readonly notes: readonly ImportNote[];
} {
  const cellOf = (name: keyof ImportCells): string | undefined => cells[name]?.trim() || undefined;
  const count = readCount(cellOf('copies'));
  const barcodes = readBarcodes(cellOf('barcode'), count.value);
  const kind = readKind(cellOf('kind'));
  const callNumber = readText(cellOf('call_number'), 'call_number', bounds.callNumber);
  const shelf = readText(cellOf('shelf'), 'shelf', bounds.shelf);
  const details = { kind: kind.value, callNumber: callNumber.value, shelf: shelf.value };
  const value = {
    barcodes: barcodes.value ?? [],
    count: count.value,
    isCounted: 'barcode' in cells || 'copies' in cells,
    details: Object.fromEntries(Object.entries(details).filter(([, each]) => each !== undefined)),
  };
  return { value, notes: [count, barcodes, kind, callNumber, shelf].flatMap(({ note }) => note ?? []) };
}

/** Reads `3` and a spreadsheet's `3.0`. */
function readCount(cell: string | undefined): Found<number> {
  if (cell === undefined) return {};
  const count = /^\d{1,6}(?:\.0+)?$/.test(cell) ? Number(cell) : Number.NaN;
  if (count <= bounds.copies) return { value: count };
  const message = 'Number of copies left out: {{value}} is not a whole number from 0 to {{maximum}}.';
  const parameters = { value: quoted(cell), maximum: bounds.copies };
  return { note: { kind: 'copies left out', message, parameters } };
}

/**
 * Reads one barcode, or several with spaces between them. A comma, semicolon or bar separates barcodes before a space,
 * or if that makes as many as the row has copies; else it belongs to the barcode.
 */
function readBarcodes(cell: string | undefined, count: number | undefined): Found<readonly string[]> {
  if (cell === undefined) return {};
  const apart = cell.split(/[\s,;|]+/).filter((part) => part !== '');
  const spaced = cell.split(/\s*[,;|]?\s+/);
  const found = apart.length > 1 && apart.length === count ? apart : spaced;
  const bad = found.find((barcode) => !isBarcode(barcode));
  if (bad === undefined) return { value: eachOnce(found) };
  const message =
    'Barcode left out: {{value}} must have at most {{maximum}} characters, all of visible ASCII.';
  const parameters = { value: quoted(bad), maximum: bounds.barcode };
  return { note: { kind: 'barcode left out', message, parameters } };
}

function isBarcode(text: string): boolean {
  return text.length <= bounds.barcode && barcodePattern.test(text);
}

function readKind(cell: string | undefined): Found<string> {
  if (cell === undefined) return {};
  return cell.length <= bounds.kind && kindPattern.test(cell) ? { value: cell } : { note: kindNote(cell) };
}

/** The copies of a row without a kind that the library does not know, and a note about it. */
export function withKnownKind(
  holdings: Holdings,
  known: readonly string[],
): { readonly value: Holdings; readonly notes: readonly ImportNote[] } {
  const { kind, ...others } = holdings.details;
  if (kind === undefined || known.includes(kind)) return { value: holdings, notes: [] };
  return { value: { ...holdings, details: others }, notes: [kindNote(kind)] };
}

function kindNote(kind: string): ImportNote {
  return {
    kind: 'kind left out',
    message: 'Kind left out: {{value}} is not a kind of copy that the library knows.',
    parameters: { value: quoted(kind) },
  };
}

/** Barcodes are the same in either case. */
export function sameBarcode(barcode: string): string {
  return barcode.toUpperCase();
}

function eachOnce(barcodes: readonly string[]): string[] {
  return [...new Map(barcodes.map((barcode) => [sameBarcode(barcode), barcode])).values()];
}
