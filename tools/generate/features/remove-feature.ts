import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isReleased, nextDate } from './drafts.js';
import { entityOf, tableOf } from '../spec/feature.js';
import { madeFeature } from './made-feature.js';
import { isCommitted, migrationsOf, newestMigration } from './made-parts.js';
import { listsWithout } from './shared-lists.js';
import { pascal } from '../spec/words.js';

/** What `generate -- remove` would write: path → text, undefined for a file that goes. */
export type Removal = ReadonlyMap<string, string | undefined>;

/**
 * Plans to remove a feature that `generate -- feature` has made, and writes nothing. A migration that is committed may
 * have run somewhere: it stays, and another one drops the table.
 * @throws Error when a released minor has its operations, or another feature needs it
 */
export function planRemoval(root: string, name: string, now: Date): Removal {
  if (madeFeature(root, name) === undefined)
    throw new Error(
      `There is no feature ${name} that this command has made. docs/architecture.md says how to delete another.`,
    );
  refuseReleased(root, name);
  refuseNeeded(root, name);
  const migrations = migrationsOf(root, name);
  const committed = migrations.filter((file) => isCommitted(root, file));
  const gone = [...filesOf(root, name), ...migrations.filter((file) => !committed.includes(file))];
  return new Map([
    ...gone.map((path) => [path, undefined] as const),
    ...listsWithout(root, { name, entity: entityOf(name) }),
    ...(committed.length === 0 ? [] : [dropping(root, name, { committed, now })]),
  ]);
}

/** All files of a feature, except for its migrations. */
function filesOf(root: string, name: string): string[] {
  const places = [
    `src/{domain,application,infrastructure,interface/*}/${name}/**/*.*`,
    `src/composition/features/${name}.ts`,
    `seeds/{${name},content/${name}-*}.ts`,
    `seeds/${name}/**/*.*`,
    `contract/scenarios/*/${name}.ts`,
    `test/{integration/*,support}/${name}/**/*.*`,
  ];
  return globSync(places, { cwd: root }).toSorted();
}

function refuseReleased(root: string, name: string): void {
  const changes = globSync(`src/interface/v*/${name}/changes/*.ts`, { cwd: root });
  const minors = changes.map((file) => /^\d+\.\d+/.exec(basename(file))?.[0] ?? '');
  const released = minors.find((minor) => isReleased(root, minor));
  if (released !== undefined)
    throw new Error(
      `${name} is part of the minor ${released}, which is released: clients may call it as long as its major exists. ` +
        'Deprecate its operations instead (docs/architecture.md).',
    );
}

function refuseNeeded(root: string, name: string): void {
  const others = globSync('src/infrastructure/*/bridges.ts', { cwd: root }).filter(
    (file) =>
      !file.includes(`/${name}/`) && readFileSync(join(root, file), 'utf8').includes(`/application/${name}/`),
  );
  if (others.length > 0) throw new Error(`${others.join(', ')} needs ${name}. Remove that feature first.`);
}

/** A contract (docs/migrations.md), which can be reverted to all that the committed migrations have made. No release has used the table: its operations were never released. */
function dropping(
  root: string,
  name: string,
  { committed, now }: { readonly committed: readonly string[]; readonly now: Date },
): [path: string, text: string] {
  const path = `migrations/${nextDate(newestMigration(root), now)}_${name}_contract_${name}.ts`;
  const bodies = committed.map(
    (file) => /override up\(\): void \{\n(.*?)\n {2}\}/s.exec(readFileSync(join(root, file), 'utf8'))?.[1],
  );
  const text = `import { Migration } from '@mikro-orm/migrations';

export class ${pascal(name)}Contract${pascal(name)} extends Migration {
  /** The newest release. None has shown this table. */
  readonly unusedSince = '${newestRelease(root)}';

  override up(): void {
    this.addSql('drop table ${tableOf(name)}');
  }

  override down(): void {
${bodies.join('\n')}
  }
}
`;
  return [path, text];
}

function newestRelease(root: string): string {
  const released = /^## \[(\d+\.\d+\.\d+)\] - \d{4}/m.exec(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'));
  if (!released?.[1]) throw new Error('CHANGELOG.md names no release since which the table is unused.');
  return released[1];
}
