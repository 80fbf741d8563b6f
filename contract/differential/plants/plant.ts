import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Operation } from '../sources/documents.js';

/** A change of one place of a compiled file. */
interface Edit {
  /** Below `dist/`. */
  readonly file: string;
  /** It is there exactly once. */
  readonly from: string;
  readonly to: string;
}

/** A defect of the core, as a careless edit makes it. */
export interface Plant extends Edit {
  readonly name: string;
  /** The operations whose answers it changes. */
  touches(operation: Operation): boolean;
}

const trails: ReadonlySet<string> = new Set(['listAuditEvents', 'exportMe', 'exportPatron']);

/** Whether an operation tells what happened in others: with each of them it may differ, too. */
export function isTrail({ id }: Operation): boolean {
  return trails.has(id);
}

/** The operations with these ids, in every major that has them; `v1 listBooks` is in one only. */
export function only(...names: readonly string[]): Plant['touches'] {
  const known = new Set(names);
  return ({ major, id }) => known.has(id) || known.has(`${major} ${id}`);
}

/** Plants a defect in a copy of the compiled files. Returns a function that takes it out again. */
export async function plantIn(dist: string, plant: Plant): Promise<() => Promise<void>> {
  const place = path.join(dist, plant.file);
  const text = await readFile(place, 'utf8');
  await writeFile(place, planted(text, plant));
  return () => writeFile(place, text);
}

/** @throws Error when a place is not there exactly once, because the code has changed since */
export async function checkPlaces(dist: string, plants: readonly Plant[]): Promise<void> {
  for (const plant of plants) planted(await readFile(path.join(dist, plant.file), 'utf8'), plant);
}

function planted(text: string, { name, file, from, to }: Plant): string {
  const places = text.split(from).length - 1;
  if (places !== 1) throw new Error(`"${name}": ${file} has its place ${places} times instead of once.`);
  return text.replace(from, () => to);
}
