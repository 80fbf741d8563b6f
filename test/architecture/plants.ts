import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Files and their imports. */
type Imports = Readonly<Record<string, readonly string[]>>;

/** A valid source tree that uses every freedom that the rules leave. */
const validTree: Imports = {
  'config/index.ts': ['class-validator'],
  'migrations/20250101T000000_catalogue_start.ts': ['@mikro-orm/migrations'],
  'seeds/catalogue.ts': ['../src/composition/bootstrap.js', '../src/application/catalogue/books.js'],
  'src/main.ts': ['./composition/bootstrap.js', '../config/index.js'],
  'src/composition/bootstrap.ts': ['tsyringe', '../../config/index.js', './features.js'],
  'src/composition/features.ts': ['./features/catalogue.js', './features/circulation.js'],
  'src/composition/features/catalogue.ts': ['../../infrastructure/catalogue/pg-books.js'],
  'src/composition/features/circulation.ts': ['../../infrastructure/circulation/bridges.js'],
  'src/composition/database/development-database.ts': [
    '../../../tools/embedded-postgres/join-embedded-postgres.js',
  ],
  'src/domain/kernel/refusal.ts': [],
  'src/domain/catalogue/book.ts': ['../kernel/refusal.js'],
  'src/domain/catalogue/book.test.ts': ['chai', 'node:fs', './book.js', '../../../test/support.js'],
  'src/domain/circulation/loan.ts': ['../kernel/refusal.js'],
  'src/application/kernel/clock.ts': ['../../domain/kernel/refusal.js'],
  'src/application/catalogue/books.ts': ['tsyringe', '../../domain/catalogue/book.js', '../kernel/clock.js'],
  'src/application/catalogue/books.fake.ts': ['./books.js'],
  'src/application/catalogue/books.test.ts': ['chai', './books.fake.js'],
  'src/application/circulation/loans.ts': ['reflect-metadata', '../../domain/circulation/loan.js'],
  'src/infrastructure/kernel/pool.ts': ['pg', '../../application/kernel/clock.js'],
  'src/infrastructure/catalogue/pg-books.ts': ['../kernel/pool.js', '../../domain/catalogue/book.js'],
  'src/infrastructure/circulation/bridges.ts': [
    '../../application/catalogue/books.js',
    '../../application/circulation/loans.js',
  ],
  'src/interface/documentation/document.ts': ['../kernel/route.js'],
  'src/interface/kernel/route.ts': ['koa', 'node:crypto', '../../application/kernel/clock.js'],
  'src/interface/v1/errors.ts': ['../kernel/route.js'],
  'src/interface/v1/catalogue/index.ts': ['../errors.js', '../../../application/catalogue/books.js'],
  'src/interface/v1/circulation/index.ts': ['../../kernel/route.js'],
  'src/interface/v2/catalogue/index.ts': ['../../kernel/route.js'],
  'src/interface/cli/catalogue/index.ts': ['../kernel/terminal.js'],
  'src/interface/cli/kernel/terminal.ts': ['commander'],
  'test/support.ts': ['chai'],
  'test/support/library.ts': ['./postgres.js'],
  'test/support/postgres.ts': ['pg'],
  'tools/embedded-postgres/join-embedded-postgres.ts': ['pg'],
};

/**
 * For every rule, files that this rule and no other must report.
 * `FORM` in a path becomes `value` and `type`: each is tested as a plain and as a type-only import.
 */
export const plants: Readonly<Record<string, Imports>> = {
  'domain-imports-only-domain': {
    'src/domain/catalogue/FORM-a.ts': ['../../application/catalogue/books.js'],
    'src/domain/catalogue/FORM-b.ts': ['../../infrastructure/catalogue/pg-books.js'],
    'src/domain/catalogue/FORM-c.test.ts': ['../../interface/kernel/route.js'],
  },
  'domain-uses-no-package': {
    'src/domain/catalogue/FORM-d.ts': ['tsyringe'],
    'src/domain/kernel/FORM-a.ts': ['node:crypto'],
  },
  'application-imports-only-application-and-domain': {
    'src/application/catalogue/FORM-a.ts': ['../../infrastructure/catalogue/pg-books.js'],
    'src/application/kernel/FORM-a.ts': ['../../interface/kernel/route.js'],
  },
  'application-uses-no-package-but-the-injection-decorators': {
    'src/application/catalogue/FORM-b.ts': ['pg'],
    'src/application/kernel/FORM-b.ts': ['node:async_hooks'],
  },
  'infrastructure-knows-no-interface': {
    'src/infrastructure/catalogue/FORM-a.ts': ['../../interface/kernel/route.js'],
    'src/infrastructure/circulation/FORM-b.ts': ['../../interface/v1/errors.js'],
  },
  'interface-imports-only-application-and-interface': {
    'src/interface/v1/catalogue/FORM-a.ts': ['../../../infrastructure/catalogue/pg-books.js'],
    'src/interface/cli/catalogue/FORM-a.ts': ['../../../domain/catalogue/book.js'],
    'src/interface/ops/FORM-a.ts': ['../../infrastructure/kernel/pool.js'],
  },
  'interface-uses-no-driver': {
    'src/interface/kernel/FORM-a.ts': ['@mikro-orm/core'],
    'src/interface/kernel/FORM-b.ts': ['pg'],
    'src/interface/v1/catalogue/FORM-b.ts': ['kysely'],
    'src/interface/v1/catalogue/FORM-c.ts': ['ioredis'],
    'src/interface/cli/catalogue/FORM-b.ts': ['embedded-postgres'],
  },
  'features-never-meet': {
    'src/domain/circulation/FORM-a.ts': ['../catalogue/book.js'],
    'src/application/circulation/FORM-a.ts': ['../catalogue/books.js'],
    'src/infrastructure/circulation/FORM-a.ts': ['../../application/catalogue/books.js'],
    'src/interface/v1/circulation/FORM-a.ts': ['../catalogue/index.js'],
    'src/interface/cli/circulation/FORM-a.ts': ['../../../application/catalogue/books.js'],
  },
  'bridges-ask-only-the-application-of-another-feature': {
    'src/infrastructure/FORM-a/bridges.ts': ['../catalogue/pg-books.js'],
    'src/infrastructure/FORM-b/bridges.ts': ['../../domain/catalogue/book.js'],
  },
  'wiring-knows-only-its-own-feature': {
    'src/composition/features/FORM-a.ts': ['../../infrastructure/catalogue/pg-books.js'],
    'src/composition/features/FORM-b.ts': ['./catalogue.js'],
  },
  'features-are-listed-in-one-place': {
    'src/composition/FORM-a.ts': ['./features/catalogue.js'],
    'src/composition/FORM-b.ts': ['../interface/v1/catalogue/index.js'],
  },
  'kernel-folders-import-no-feature': {
    'src/domain/kernel/FORM-b.ts': ['../catalogue/book.js'],
    'src/infrastructure/kernel/FORM-b.ts': ['../../application/catalogue/books.js'],
    'src/interface/kernel/FORM-c.ts': ['../../application/catalogue/books.js'],
    'src/interface/v1/FORM-a.ts': ['./catalogue/index.js'],
    'src/interface/cli/kernel/FORM-a.ts': ['../catalogue/index.js'],
  },
  'entry-points-never-import-each-other': {
    'src/interface/v1/catalogue/FORM-d.ts': ['../../v2/catalogue/index.js'],
    'src/interface/v2/catalogue/FORM-a.ts': ['../../v1/errors.js'],
    'src/interface/cli/catalogue/FORM-c.ts': ['../../v1/errors.js'],
    'src/interface/ops/FORM-b.ts': ['../cli/kernel/terminal.js'],
  },
  'interface-kernel-imports-no-entry-point': {
    'src/interface/kernel/FORM-d.ts': ['../v1/errors.js'],
    'src/interface/documentation/FORM-a.ts': ['../v1/errors.js'],
  },
  'interface-kernel-knows-no-documentation': {
    'src/interface/kernel/FORM-f.ts': ['../documentation/document.js'],
  },
  'only-entries-seeds-and-tests-import-composition': {
    'src/infrastructure/kernel/FORM-c.ts': ['../../composition/bootstrap.js'],
    'src/interface/kernel/FORM-e.ts': ['../../composition/bootstrap.js'],
    'migrations/20250102T000000_FORM_start.ts': ['../src/composition/bootstrap.js'],
  },
  'only-composition-entries-and-tests-import-config': {
    'src/infrastructure/kernel/FORM-d.ts': ['../../../config/index.js'],
    'seeds/FORM-a.ts': ['../config/index.js'],
  },
  'only-the-development-database-imports-tools': {
    'src/composition/FORM-d.ts': ['../../tools/embedded-postgres/join-embedded-postgres.js'],
    'src/infrastructure/kernel/FORM-f.ts': ['../../../tools/embedded-postgres/join-embedded-postgres.js'],
  },
  'no-test-code-outside-tests': {
    'src/composition/FORM-c.ts': ['../../test/support.js'],
    'src/infrastructure/catalogue/FORM-b.ts': ['../../application/catalogue/books.fake.js'],
  },
  'unit-tests-need-no-server': {
    'src/domain/catalogue/FORM-g.test.ts': ['../../../test/support/postgres.js'],
    'src/application/catalogue/FORM-c.test.ts': ['../../../test/support/library.js'],
  },
  'no-cycles': {
    'src/domain/catalogue/FORM-e.ts': ['./FORM-f.js'],
    'src/domain/catalogue/FORM-f.ts': ['./FORM-e.js'],
  },
  'no-orphans': { 'src/domain/catalogue/FORM-lonely.ts': [] },
  'every-import-resolves': { 'src/infrastructure/kernel/FORM-e.ts': ['./nowhere.js'] },
};

/** The two forms of an import. The rules apply to types too. */
export const forms = ['value', 'type'] as const;
export type Form = (typeof forms)[number];

/** The path of a plant in one of its forms. */
export const inForm = (path: string, form: Form): string => path.replaceAll('FORM', form);

/** The text of a file that imports one name of each of these modules, plainly or as a type. */
function textOf(imports: readonly string[], form: Form): string {
  const keyword = form === 'type' ? 'import type' : 'import';
  const lines = imports.map(
    (from, index) => `${keyword} { name as n${index} } from '${inForm(from, form)}';`,
  );
  return [...lines, 'export const here = 1;', ''].join('\n');
}

async function writeAll(root: string, files: Imports, form: Form): Promise<void> {
  for (const [path, imports] of Object.entries(files)) {
    const file = join(root, inForm(path, form));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, textOf(imports, form));
  }
}

/** Writes the valid source tree at `root`. */
export async function writeValidTree(root: string): Promise<void> {
  await writeFile(join(root, 'package.json'), '{ "type": "module" }\n');
  await writeAll(root, validTree, 'value');
}

/** Adds every plant in both forms to the source tree at `root`. */
export async function plantAll(root: string): Promise<void> {
  for (const form of forms) {
    for (const files of Object.values(plants)) await writeAll(root, files, form);
  }
}
