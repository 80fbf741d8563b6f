type Holder = Record<string, unknown>;

/** The value at a path such as `$.data[0].id`; undefined when there is none. */
export function valueAt(root: unknown, path: string): unknown {
  return partsOf(path).reduce<unknown>((value, part) => (value as Holder | null | undefined)?.[part], root);
}

/** The document with another value at the path and the same order of keys. The path must exist. */
export function withValueAt(root: unknown, path: string, value: unknown): unknown {
  const parts = partsOf(path);
  const last = parts.pop();
  if (last === undefined) return value;
  const copy: unknown = structuredClone(root);
  const holder = parts.reduce<unknown>((inner, part) => (inner as Holder)[part], copy);
  (holder as Holder)[last] = value;
  return copy;
}

function partsOf(path: string): string[] {
  return [...path.slice(1).matchAll(/\.([\w-]+)|\[(\d+)\]|\["([^"]+)"\]/g)].map(
    ([, name, index, quoted]) => name ?? index ?? quoted ?? '',
  );
}
