import type { Contributor } from '../../../domain/catalogue/book.js';
import { languageIn } from '../../../domain/catalogue/free-text/language.js';
import { contributorsIn, type NamesForm } from '../../../domain/catalogue/free-text/names.js';
import { yearsIn } from '../../../domain/catalogue/free-text/year.js';
import { beginningOf, isVisible, lengthOf } from '../../../domain/kernel/text.js';
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
  return line.length > 60 ? `"${beginningOf(line, 60)}…"` : `"${line}"`;
}

/** Reads a text of at most `max` characters. */
export function readText(cell: string | undefined, field: ImportField, max: number): Found<string> {
  if (cell === undefined) return nothing;
  if (!isVisible(cell)) return { note: textNote(field, 'Left out: the {{name}} has no visible character.') };
  if (lengthOf(cell) > max)
    return { note: textNote(field, 'Left out: the {{name}} is longer than {{maximum}} characters.', max) };
  return { value: field === 'description' ? cell : oneLine(cell) };
}

/** Reads the names of contributors. A cell that can be read in two ways gets a note. */
export function readContributors(
  cell: string | undefined,
  form: NamesForm = { inverted: false },
): Found<readonly Contributor[]> {
  if (cell === undefined) return nothing;
  const { contributors, inDoubt } = contributorsIn(cell, form);
  const { value: names, ...rest } = bounded(
    contributors.map(({ name }) => name),
    'contributors',
    bounds.name,
  );
  if (!names) return rest;
  return inDoubt ? { value: contributors, note: doubtNote(cell, names) } : { value: contributors };
}

export function readSubjects(cell: string | undefined): Found<readonly string[]> {
  if (cell === undefined) return nothing;
  // A cell with another separator is split at that only, as its commas belong to the parts.
  const parts = cell.split(/[;|\r\n]/.test(cell) ? /[;|\r\n]/ : ',').map(oneLine);
  return bounded(
    parts.filter((part) => part !== ''),
    'subjects',
    bounds.subject,
  );
}

/**
 * Reads `1997`, `1997.0`, and `-750.0` for 750 BCE. There is no year 0. Of a longer text such as `[1999?]`, the one year
 * in it is taken, with a note.
 */
export function readYear(cell: string | undefined): Found<number> {
  if (cell === undefined) return nothing;
  const years = (plainYear.test(cell) ? [Number(cell)] : yearsIn(cell)).filter(isYear);
  const [value] = years;
  if (value === undefined || years.length > 1) {
    const message = 'Year left out: {{value}} is not a year from {{minimum}} BCE to {{maximum}}.';
    const parameters = { value: quoted(cell), minimum: -bounds.yearMin, maximum: bounds.yearMax };
    return { note: { kind: 'year left out', message, parameters } };
  }
  if (plainYear.test(cell)) return { value };
  const message = 'Year taken: {{value}} is read as {{year}}.';
  return { value, note: { kind: 'year taken', message, parameters: { value: quoted(cell), year: value } } };
}

const plainYear = /^[+-]?\d{1,4}(?:\.0+)?$/;

/** Reads a BCP 47 tag, and with a note other forms, such as `en_US`, `English`, or the first of several languages. */
export function readLanguage(cell: string | undefined): Found<string> {
  if (cell === undefined) return nothing;
  const { tag, isExact } = languageIn(cell) ?? {};
  if (tag === undefined || tag.length > bounds.language) {
    const message = 'Language left out: {{value}} is neither a BCP 47 tag nor the name of a language.';
    return { note: { kind: 'language left out', message, parameters: { value: quoted(cell) } } };
  }
  if (isExact) return { value: tag };
  const message = 'Language taken: {{value}} is read as {{tag}}.';
  return { value: tag, note: { kind: 'language taken', message, parameters: { value: quoted(cell), tag } } };
}

/** The parts of a cell, or a note when they are too many or too long. */
function bounded(
  found: readonly string[],
  field: 'contributors' | 'subjects',
  max: number,
): Found<readonly string[]> {
  if (found.length > bounds[field])
    return { note: textNote(field, 'Left out: the {{name}} are more than {{maximum}}.', bounds[field]) };
  if (!found.every(isVisible))
    return { note: textNote(field, 'Left out: the {{name}} have a part without a visible character.') };
  if (found.some((part) => lengthOf(part) > max)) {
    const message = 'Left out: the {{name}} have a part longer than {{maximum}} characters.';
    return { note: textNote(field, message, max) };
  }
  return found.length > 0 ? { value: found } : nothing;
}

function doubtNote(cell: string, names: readonly string[]): ImportNote {
  const message =
    'Names in doubt: {{value}} is read as {{names}}; --names and --names-separator change how names are read.';
  return { kind: 'names in doubt', message, parameters: { value: quoted(cell), names: names.map(quoted) } };
}

function textNote(field: ImportField, message: string, maximum?: number): ImportNote {
  const parameters = { name: field, ...(maximum !== undefined && { maximum }) };
  return { kind: 'text left out', message, parameters };
}
