/**
 * A file for a new migration.
 * @param name `<feature>_<what>`, in lower case with underscores
 * @throws Error when the name is of another form
 */
export function newMigration(name: string, now: Date): { path: string; text: string } {
  if (!/^[a-z]+(_[a-z0-9]+)+$/.test(name)) {
    throw new Error(
      'The name of a migration is its feature and what it does, for example circulation_holds.',
    );
  }
  const date = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  const className = name.replaceAll(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return { path: `migrations/${date}_${name}.ts`, text: textOf(className) };
}

function textOf(className: string): string {
  return `import { Migration } from '@mikro-orm/migrations';

export class ${className} extends Migration {
  override up(): void {
    this.addSql('');
  }

  override down(): void {
    this.addSql('');
  }
}
`;
}
