import { dirname } from 'node:path';
import type { Import } from './cruise.js';

/** Folders that import each other in a circle, and the imports between them. */
export interface FolderCycle {
  readonly folders: readonly string[];
  readonly imports: readonly Import[];
}

/**
 * The cycles between folders below `src`, at each depth: sibling folders, each with everything below it, and the files
 * of their parent. Tests and fakes do not count: they may import anything.
 */
export function folderCycles(imports: readonly Import[]): FolderCycle[] {
  const product = imports.filter(({ from, to }) => [from, to].every(isProductFile));
  const parents = new Set(product.flatMap(({ from }) => ancestorsOf(from)));
  return [...parents].toSorted().flatMap((parent) => cyclesIn(parent, product));
}

/** The limit of product files in a folder below `src`. More are a sign that a folder is missing. */
export const filesAtMost = 14;

/** The folders below `src` with too many files, and their number of files. Tests and fakes do not count. */
export function crowdedFolders(files: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const folder of files.filter(isProductFile).map((file) => dirname(file))) {
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return new Map([...counts].filter(([, count]) => count > filesAtMost));
}

const isProductFile = (file: string): boolean => /^src\/.+(?<![.](?:test|fake))[.]ts$/.test(file);

/** The folders above a file: `src/a/b.ts` has `src/a` and `src`. */
function ancestorsOf(file: string): string[] {
  const folder = dirname(file);
  return folder === '.' ? [] : [folder, ...ancestorsOf(folder)];
}

function cyclesIn(parent: string, imports: readonly Import[]): FolderCycle[] {
  const crossing = imports.filter(({ from, to }) => {
    const [one, other] = [childOf(parent, from), childOf(parent, to)];
    return one !== undefined && other !== undefined && one !== other;
  });
  const edges = crossing.map(({ from, to }): [string, string] => [
    childOf(parent, from) ?? '',
    childOf(parent, to) ?? '',
  ]);
  return circles(edges).map((folders) => ({
    folders,
    imports: crossing.filter(({ from, to }) =>
      [from, to].every((file) => folders.includes(childOf(parent, file) ?? '')),
    ),
  }));
}

/**
 * The folder directly below `parent` that contains a file, `parent` itself for its own files, undefined elsewhere. A
 * folder `changes` belongs to the files beside it, whose shapes its modules name.
 */
function childOf(parent: string, file: string): string | undefined {
  if (!file.startsWith(`${parent}/`)) return undefined;
  const [name, ...below] = file.slice(parent.length + 1).split('/');
  return below.length === 0 || name === 'changes' ? parent : `${parent}/${name}`;
}

/** The strongly connected groups: each node of a group is reachable from each other. */
function circles(edges: readonly (readonly [string, string])[]): string[][] {
  const nodes = [...new Set(edges.flat())].toSorted();
  const reached = new Map(nodes.map((node) => [node, reachedFrom(node, edges)]));
  const isMutual = (one: string, other: string) =>
    reached.get(one)?.has(other) === true && reached.get(other)?.has(one) === true;
  const groups = nodes.map((node) => nodes.filter((other) => isMutual(node, other)));
  return groups.filter(([first], index) => first !== undefined && first === nodes[index]);
}

function reachedFrom(start: string, edges: readonly (readonly [string, string])[]): Set<string> {
  const reached = new Set<string>();
  const next = [start];
  for (let node = next.pop(); node !== undefined; node = next.pop()) {
    for (const [from, to] of edges) {
      if (from !== node || reached.has(to)) continue;
      reached.add(to);
      next.push(to);
    }
  }
  return reached;
}
