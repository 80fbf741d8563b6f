import type { Contributor } from '../book.js';
import { directNames, invertedNames, type NamesReading } from './name-forms.js';

/** How a text writes the names of people. */
export interface NamesForm {
  /** `Berg, Mia` is one person. */
  readonly inverted: boolean;
  /** The text between two names, where it is known. */
  readonly separator?: string;
}

const strongSeparator = /[;|]/u;

/**
 * The contributors in a text: authors, unless a role stands in brackets after a name. Semicolons, bars, line breaks and
 * ` & ` separate names. Without such a separator, a comma does, unless names are inverted: then it stands inside each
 * name.
 */
export function contributorsIn(text: string, form: NamesForm): NamesReading {
  const readings = text.split(/[\r\n]+/u).flatMap((line) => readingsOf(line, form));
  const all = readings.flatMap(({ contributors }) => contributors);
  return { contributors: unique(all), inDoubt: readings.some(({ inDoubt }) => inDoubt) };
}

function readingsOf(line: string, { inverted, separator }: NamesForm): NamesReading[] {
  const text = line.trim().replaceAll(/\s+/gu, ' ');
  const parts = text.split(separator?.replaceAll(/\s+/gu, ' ') ?? strongSeparator);
  const names = separator === undefined ? parts.flatMap(peopleIn) : parts;
  const commasBelong = separator !== undefined || parts.length > 1;
  return names
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => (inverted ? invertedNames(name) : directNames(name, commasBelong)));
}

/** ` & ` joins people, and also the names of a firm: `Simon & Schuster`. A person has two names or more. */
function peopleIn(text: string): readonly string[] {
  const people = text.split(' & ').map((name) => name.trim());
  return people.every((name) => /\S[\s,]+\S/u.test(name)) ? people : [text];
}

function unique(contributors: readonly Contributor[]): readonly Contributor[] {
  const seen = new Set<string>();
  return contributors.filter(({ name }) => !seen.has(name) && seen.add(name));
}
