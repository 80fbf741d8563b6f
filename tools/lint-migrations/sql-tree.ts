import { syntaxOf } from './squawk.js';

/** A node of the syntax tree: `CREATE_TABLE`, `ADD_COLUMN`, `IDENT` … */
export interface SqlNode {
  readonly kind: string;
  /** The source text. */
  readonly text: string;
  readonly parts: SqlNode[];
}

const line = /^( *)([A-Z][A-Z_0-9]*)@(\d+)\.\.(\d+)/;

/** The statements of a script, parsed. */
export function statementsOf(sql: string): SqlNode[] {
  const bytes = Buffer.from(sql);
  const root: SqlNode = { kind: 'ROOT', text: sql, parts: [] };
  const path = [root];
  for (const row of syntaxOf(sql).split('\n')) {
    const [, indent, kind, from, to] = line.exec(row) ?? [];
    // After the tree come syntax errors, which are in squawk's report, too.
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

/** All nodes of these kinds, at any depth, from left to right. */
export function all(nodes: readonly SqlNode[], kind: RegExp): SqlNode[] {
  return nodes.flatMap((node) => [...(kind.test(node.kind) ? [node] : []), ...all(node.parts, kind)]);
}

/** Whether there is a node of this kind. */
export function has(node: SqlNode, kind: RegExp): boolean {
  return all([node], kind).length > 0;
}

/** The table, column or constraint that the first node of a kind names; our schema is `public`. */
export function nameIn(node: SqlNode, kind: RegExp): string {
  const [named] = all(node.parts, kind);
  const text = named?.text.replace(/^only\s+/i, '').replace(/^public\s*\.\s*/i, '') ?? '';
  return text.startsWith('"') ? text.replaceAll('"', '') : text.toLowerCase();
}
