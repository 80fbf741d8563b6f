import { expect } from 'chai';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { removeTree, emptySourceTree, projectRoot } from './project.js';
import { finds, offenders, scans, type Scan } from './scans.js';

/** The folders in which each sample must be checked. */
const folders = [
  'config/a.ts',
  'migrations/a.ts',
  'seeds/a.ts',
  'src/composition/a.ts',
  'src/domain/a.test.ts',
  'src/interface/a.ts',
];

interface Sample {
  /** The folders in which the code must be reported. */
  readonly blamed: readonly string[];
  readonly caught: readonly [string, ...string[]];
  readonly free: readonly string[];
}

/** One for each scan, in its order. */
const samples: readonly Sample[] = [
  {
    blamed: folders.slice(1),
    caught: [
      'const port = process.env.PORT;',
      "const port = process.env['PORT'];",
      "const port = process['env'].PORT;",
      'const port = process?.env?.PORT;',
      'const port = globalThis.process\n  .env.PORT;',
      'const { env } = process;',
      'const { argv, env: surroundings } = process;',
      "import { env } from 'node:process';",
      "import { argv, env as surroundings } from 'process';",
      'process.loadEnvFile();',
      '/* as always */ const all = { ...process.env };',
    ],
    free: [
      '// process.env is read in config/ only\nexport const port = 3000;',
      '/** `process.env.PORT` */ export const port = 3000;',
      'export const id = process.pid;',
      'export const env = pick(subprocess.options);',
      "const { argv } = process; const { env } = settings; import { cwd } from 'node:process';",
    ],
  },
  {
    blamed: ['config/a.ts', 'migrations/a.ts', 'seeds/a.ts', 'src/interface/a.ts'],
    caught: [
      "import { container } from 'tsyringe';",
      "import { inject, container } from 'tsyringe';",
      "import { container as inject } from 'tsyringe';",
      "import type { DependencyContainer } from 'tsyringe';",
      "import { inject, type DependencyContainer } from 'tsyringe';",
      "import { singleton } from 'tsyringe';",
      "import * as tsyringe from 'tsyringe';",
      "import tsyringe from 'tsyringe';",
      "export { container } from 'tsyringe';",
      "export * from 'tsyringe';",
      "const { container } = await import('tsyringe');",
      "const { container } = require('tsyringe');",
    ],
    free: [
      "import { inject, injectable } from 'tsyringe';",
      "import {\n  inject,\n  injectAll,\n  injectable,\n} from 'tsyringe';",
      "import { injectable as service } from 'tsyringe';",
      "// import { container } from 'tsyringe';\nexport const box = 1;",
      "import { container } from './shipping.js';",
    ],
  },
  {
    blamed: folders,
    caught: [
      "export function read(book: import('../catalogue/book.js').Book): void {}",
      "export const all: Promise<import('../catalogue/book.js').Book[]> = read();",
      "export type Known = { readonly book: import('../catalogue/book.js').Book } | null;",
      "export type Catalogue = typeof import('../catalogue/book.js');",
    ],
    free: [
      "export const load = async () => (await import('../catalogue/book.js')).Book;",
      "import type { Book } from '../catalogue/book.js';\nexport type Books = Book[];",
    ],
  },
  {
    blamed: ['src/interface/a.ts'],
    caught: [
      'this.#giveUp = () => this.turn.leave();',
      'query.told = function (fault) { fail(fault); };',
      "handlers['end'] ??= async () => undefined;",
      'const input = { get url() { return address(ctx); } };',
      'const input = { set limit(most) { limits.push(most); } };',
    ],
    free: [
      'const giveUp = () => this.turn.leave();\nthis.#giveUp = giveUp;',
      'let told = (fault: Error) => fail(fault); told = () => undefined;',
      'class Input { giveUp = () => this.end(); get url() { return address(this.ctx); } }',
      'const waiting = { isGone: () => socket.destroyed };',
    ],
  },
  {
    blamed: ['src/composition/a.ts', 'src/interface/a.ts'],
    caught: [
      'rows(sql`insert into consumer (ref, first_seen_at) values (${ref}, now())`);',
      'rows(sql`select * from loan\n  where due_at < NOW()`);',
      'rows(sql`update loan set due_at = current_timestamp`);',
      'rows(sql`select clock_timestamp()`);',
    ],
    free: [
      'rows(sql`select * from loan where due_at < ${this.clock.now()}`);',
      'class SystemClock { now(): Date { return new Date(); } }',
      'rows(sql`select known_timestamp from loan`);',
      '// sql`select now()`\nexport const nothing = 1;',
    ],
  },
];

/** Runs a scan over a source tree that has this code in each of the folders. */
async function offendersWith(scan: Scan, source: string): Promise<string[]> {
  const root = await emptySourceTree();
  try {
    for (const folder of folders) {
      await mkdir(dirname(join(root, folder)), { recursive: true });
      await writeFile(join(root, folder), source);
    }
    return await offenders(scan, root);
  } finally {
    await removeTree(root);
  }
}

describe('The sources', function () {
  this.timeout(60_000);

  it('have samples for every scan', () => {
    expect(samples).to.have.lengthOf(scans.length);
  });

  samples.forEach(({ blamed, caught, free }, index) => {
    const scan = scans[index] as Scan;
    it(`follow the rule: ${scan.name}`, async () => {
      expect(await offenders(scan, projectRoot)).to.deep.equal([]);
    });
    it(`violate it in ${blamed.join(', ')} and nowhere else`, async () => {
      expect(await offendersWith(scan, caught[0])).to.deep.equal(blamed);
    });
    for (const source of caught) {
      it(`violate it with ${JSON.stringify(source)}`, async () => {
        expect(await finds(scan, source)).to.equal(true);
      });
    }
    for (const source of free) {
      it(`do not violate it with ${JSON.stringify(source)}`, async () => {
        expect(await finds(scan, source)).to.equal(false);
      });
    }
  });
});
