import { canonicalLanguage, type Contributor } from '../../../domain/catalogue/book.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { isVisible, lengthOf } from '../../../domain/kernel/text.js';
import { bounds, isYear } from '../catalogue-rules.js';
import type { ImportField, ImportNote } from './import-row.js';

/** The value of a cell, and a note when a part of it could not be used. */
export interface Found<T> {
  readonly value?: T;
  readonly note?: ImportNote;
}

const nothing = {};

/**
 * Replaces every run of white space by one space. Line breaks inside a title come from the file and not from the title.
 */
export function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}

/** A value as shown in a note: shortened and in quotation marks. */
export function quoted(text: string): string {
  const line = oneLine(text);
  return line.length > 60 ? `"${line.slice(0, 60)}…"` : `"${line}"`;
}

/** Reads a text of at most `max` characters. */
export function readText(cell: string | undefined, field: ImportField, max: number): Found<string> {
  if (cell === undefined) return nothing;
  if (!isVisible(cell)) return { note: textNote(field, 'has no visible character') };
  if (lengthOf(cell) > max) return { note: textNote(field, `is longer than ${max} characters`) };
  return { value: field === 'description' ? cell : oneLine(cell) };
}

/** Reads names as authors, as a cell contains no roles. */
export function readContributors(cell: string | undefined): Found<readonly Contributor[]> {
  const { value: names, ...rest } = parts(cell, 'contributors', ', ', bounds.name);
  return names ? { value: names.map((name) => ({ name, role: 'author' })) } : rest;
}

export function readSubjects(cell: string | undefined): Found<readonly string[]> {
  return parts(cell, 'subjects', ',', bounds.subject);
}

/** Reads `1997`, `1997.0`, and `-750.0` for 750 BCE. There is no year 0. */
export function readYear(cell: string | undefined): Found<number> {
  if (cell === undefined) return nothing;
  const year = /^[+-]?\d{1,4}(?:\.0+)?$/.test(cell) ? Number(cell) : Number.NaN;
  if (isYear(year)) return { value: year };
  const text = `Year left out: ${quoted(cell)} is not a year from ${-bounds.yearMin} BCE to ${bounds.yearMax}.`;
  return { note: { kind: 'year left out', text } };
}

export function readLanguage(cell: string | undefined): Found<string> {
  if (cell === undefined) return nothing;
  try {
    return { value: canonicalLanguage(cell) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const text = `Language left out: ${quoted(cell)} is not a BCP 47 tag.`;
    return { note: { kind: 'language left out', text } };
  }
}

/**
 * A cell with semicolons is split at these only, as its commas belong to the parts: `Le Guin, Ursula K.; Pratchett,
 * Terry`.
 */
function parts(
  cell: string | undefined,
  field: 'contributors' | 'subjects',
  comma: ',' | ', ',
  max: number,
): Found<readonly string[]> {
  if (cell === undefined) return nothing;
  const separator = cell.includes(';') ? ';' : comma;
  const found = cell
    .split(separator)
    .map(oneLine)
    .filter((part) => part !== '');
  if (found.length > bounds[field]) return { note: textNote(field, `are more than ${bounds[field]}`) };
  if (!found.every(isVisible)) return { note: textNote(field, 'have a part without a visible character') };
  if (found.some((part) => lengthOf(part) > max)) {
    return { note: textNote(field, `have a part longer than ${max} characters`) };
  }
  return found.length > 0 ? { value: found } : nothing;
}

function textNote(field: ImportField, fault: string): ImportNote {
  return { kind: 'text left out', text: `Left out: the ${field} ${fault}.` };
}
