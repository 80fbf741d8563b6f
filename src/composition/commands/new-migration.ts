/**
 * A file for a new migration, with the code that its kind needs (docs/migrations.md).
 * @param name `<feature>_<what>`, in lower case with underscores; `<feature>_index_<what>` for an index on an existing
 * table, `<feature>_contract_<what>` to drop something
 * @throws Error when the name has another form
 */
export function newMigration(name: string, now: Date): { path: string; text: string } {
  if (!/^[a-z]+(_[a-z0-9]+)+$/.test(name)) {
    throw new Error('A migration is named after its feature and its change, for example circulation_holds.');
  }
  const date = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  const className = name.replaceAll(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return { path: `migrations/${date}_${name}.ts`, text: textOf(className, kindOf(name)) };
}

type Kind = 'expand' | 'index' | 'contract';

function kindOf(name: string): Kind {
  const [, word] = name.split('_');
  return word === 'index' || word === 'contract' ? word : 'expand';
}

/** The first statements of `up` and `down`. */
const ways: Readonly<Record<Kind, readonly [up: string, down: string]>> = {
  expand: ['', ''],
  index: ['create index concurrently if not exists … on …', 'drop index concurrently if exists …'],
  contract: ['alter table … drop column …', 'alter table … add column …'],
};

const before: Readonly<Record<Kind, string>> = {
  expand: '',
  index: '',
  contract: `  /** The first release that no longer uses it. */
  readonly unusedSince = '…';

`,
};

const after: Readonly<Record<Kind, string>> = {
  expand: '',
  index: `
  override isTransactional(): boolean {
    return false;
  }
`,
  contract: '',
};

function textOf(className: string, kind: Kind): string {
  const [up, down] = ways[kind];
  return `import { Migration } from '@mikro-orm/migrations';

export class ${className} extends Migration {
${before[kind]}  override up(): void {
    this.addSql('${up}');
  }

  override down(): void {
    this.addSql('${down}');
  }
${after[kind]}}
`;
}
