import { syntaxOf } from './squawk.js';

/** A piece of SQL as the grammar has it: `CREATE_TABLE`, `ADD_COLUMN`, `IDENT` … */
export interface SqlNode {
  readonly kind: string;
  /** As it was written. */
  readonly text: string;
  readonly parts: SqlNode[];
}

const line = /^( *)([A-Z][A-Z_0-9]*)@(\d+)\.\.(\d+)/;

/** The statements of a script, taken apart. */
export function statementsOf(sql: string): SqlNode[] {
  const bytes = Buffer.from(sql);
  const root: SqlNode = { kind: 'ROOT', text: sql, parts: [] };
  const path = [root];
  for (const row of syntaxOf(sql).split('\n')) {
    const [, indent, kind, from, to] = line.exec(row) ?? [];
    // What follows the tree are faults of syntax; those are in squawk's report, too.
    if (indent === undefined || kind === undefined) break;
    const node = { kind, text: bytes.toString('utf8', Number(from), Number(to)), parts: [] };
    const depth = indent.length / 2;
    path.length = depth + 1;
    path.at(-1)?.parts.push(node);
    path.push(node);
  }
  const [file] = root.parts;
  return file?.parts.filter(({ kind }) => !/^(WHITESPACE|COMMENT|SEMICOLON)$/.test(kind)) ?? [];
}

/** All pieces of these kinds, however deep, from left to right. */
export function all(nodes: readonly SqlNode[], kind: RegExp): SqlNode[] {
  return nodes.flatMap((node) => [...(kind.test(node.kind) ? [node] : []), ...all(node.parts, kind)]);
}

/** Whether there is a piece of this kind. */
export function has(node: SqlNode, kind: RegExp): boolean {
  return all([node], kind).length > 0;
}

/** The table, column or constraint that the first piece of a kind names; our schema is `public`. */
export function nameIn(node: SqlNode, kind: RegExp): string {
  const [named] = all(node.parts, kind);
  const text = named?.text.replace(/^only\s+/i, '').replace(/^public\s*\.\s*/i, '') ?? '';
  return text.startsWith('"') ? text.replaceAll('"', '') : text.toLowerCase();
}
