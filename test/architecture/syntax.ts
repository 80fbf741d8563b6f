import { parse, type Module } from '@swc/core';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesOf } from './project.js';

/** A node of a syntax tree of swc, of which only `type` is known. */
export interface Node {
  readonly type: string;
  readonly [part: string]: unknown;
}

/** A parsed file: its path from the root of the project, and its syntax tree. */
export interface Source {
  readonly path: string;
  readonly tree: Module;
}

/** Whether a part of a syntax tree is a node, and not a text, a list, or missing. */
export function isNode(part: unknown): part is Node {
  return typeof part === 'object' && part !== null && 'type' in part;
}

/** All nodes of a part of a syntax tree, itself first. */
export function nodesOf(part: unknown): Node[] {
  if (typeof part !== 'object' || part === null) return [];
  const below = Object.values(part).flatMap(nodesOf);
  return isNode(part) ? [part, ...below] : below;
}

/** Parses TypeScript with decorators. */
export function parsed(text: string): Promise<Module> {
  return parse(text, { syntax: 'typescript', decorators: true });
}

/** The product files below `folders` of the project at `root`: TypeScript, without tests and fakes. */
export async function productSources(root: string, folders: readonly string[]): Promise<Source[]> {
  return (await allSources(root, folders)).filter(({ path }) => isProductCode(path));
}

/** All TypeScript below `folders` of the project at `root`. */
export async function allSources(root: string, folders: readonly string[]): Promise<Source[]> {
  const files = (await filesOf(root, folders)).filter((path) => path.endsWith('.ts'));
  return Promise.all(
    files.map(async (path) => ({ path, tree: await parsed(await readFile(join(root, path), 'utf8')) })),
  );
}

function isProductCode(file: string): boolean {
  return !/[.](?:test|fake)[.]ts$/.test(file);
}

/** The path of the file that a relative import of `from` names, from the root of the project. */
export function importedFile(from: string, specifier: string): string {
  return join(dirname(from), specifier).replace(/[.]js$/, '.ts');
}

/** The name in an identifier, a private name, a literal, or a key; undefined for anything else. */
export function nameIn(part: unknown): string | undefined {
  if (!isNode(part)) return undefined;
  if (part.type === 'Computed') return nameIn(part['expression']);
  if (part.type === 'PrivateName') return `#${nameIn(part['id']) ?? String(part['value'])}`;
  return typeof part['value'] === 'string' ? part['value'] : undefined;
}
