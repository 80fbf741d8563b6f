import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import { isEmail, isISO8601 } from 'class-validator';
import { expect } from 'chai';
import { projectRoot } from '../support/documents.js';

/** No header is longer than 16 kB, and longer strings in a body are refused quickly before or after. */
const longest = 16_384;

/** The limit for one pattern in milliseconds of processor time. The slowest legitimate one takes less than one. */
const patience = 100;

interface Pattern {
  readonly file: string;
  readonly pattern: string;
  readonly flags: string;
}

/** Every regular expression in the source of the service. */
function patternsIn(file: string): Pattern[] {
  const found: Pattern[] = [];
  const text = readFileSync(join(projectRoot, file), 'utf8');
  const tree = parseSync(text, { syntax: 'typescript', decorators: true, target: 'es2024' });
  JSON.stringify(tree, (_, node: unknown) => {
    const { type, pattern, flags } = (node ?? {}) as Record<string, unknown>;
    if (type === 'RegExpLiteral') found.push({ file, pattern: String(pattern), flags: String(flags) });
    return node;
  });
  return found;
}

/** Strings that make a pattern backtrack: long runs that match, and then a character that does not. */
function attacksOn(pattern: string): string[] {
  const own = [...new Set(pattern.replaceAll(/\\[a-zA-Z]|[\\^$.*+?()[\]{}|]/g, ''))].slice(0, 12);
  const pieces = [...own, 'a', 'A', '0', ' ', '-', '.', '"', '\n', 'a0', '0.', ' \t', '\\"', 'aA0-'];
  const beginnings = ['', 'a', '"', 'Bearer ', '"r1', '0', ':', '<'];
  return pieces.flatMap((piece) =>
    beginnings.map(
      (begin) => `${begin}${piece.repeat(Math.ceil(longest / piece.length)).slice(0, longest)}\u0000!`,
    ),
  );
}

/** The milliseconds of the slowest attack: processor time, which other work of the machine does not change. */
function slowest(tries: (text: string) => unknown, attacks: readonly string[]): number {
  return Math.max(
    ...attacks.map((text) => {
      const before = process.threadCpuUsage();
      tries(text);
      const { user, system } = process.threadCpuUsage(before);
      return (user + system) / 1_000;
    }),
  );
}

describe('A pattern', () => {
  // The others only match text of our own: settings, files and addresses.
  const files = globSync('src/{domain,application,infrastructure,interface}/**/*.ts', { cwd: projectRoot })
    .filter((file) => !file.endsWith('.test.ts') && !/\/(?:openapi|discovery)\//.test(file))
    .toSorted();
  const patterns = files.flatMap(patternsIn);

  it('is found in the code at all', () => {
    expect(patterns.length).to.be.above(25);
    expect(patterns.map(({ file }) => file)).to.include('src/interface/kernel/pipeline/access-steps.ts');
  });

  for (const { file, pattern, flags } of patterns) {
    it(`of ours is not slow for input of a client: /${pattern}/${flags} of ${file}`, () => {
      const tries = (text: string) => text.replace(new RegExp(pattern, flags), '');
      expect(slowest(tries, attacksOn(pattern))).to.be.below(patience);
    });
  }

  it('of a package for input of clients is not slow either', () => {
    expect(slowest((text) => isEmail(text), attacksOn('@".'))).to.be.below(patience);
    expect(slowest((text) => isISO8601(text, { strict: true }), attacksOn('T:Z+'))).to.be.below(patience);
  });

  it('that is slow is detected', () => {
    const bad = /^(a+)+$/;
    expect(slowest((text) => bad.test(text.slice(0, 25) + text.slice(-2)), attacksOn('a'))).to.be.above(
      patience,
    );
  });
});
