import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A change of one text in a source file: the first occurrence of `old`. */
interface Replacement {
  readonly file: string;
  readonly old: string;
  readonly text: string;
}

/** A change that an `index.ts` lists. */
interface JoinedChange {
  readonly file: string;
  readonly name: string;
  readonly from: string;
}

/** What a developer writes for the next minor of a major. `NEXT` stands for its number. */
export interface NextMinor {
  readonly added: Readonly<Record<string, string>>;
  readonly changed: readonly Replacement[];
  readonly joined: readonly JoinedChange[];
}

export const changeModule = (imports: string, name: string, why: string, adds: string) => `
import type { ContractChange } from '../../../kernel/declaration/contract-change.js';
import { ${imports.split(';')[0]} } from '../../../kernel/declaration/additions.js';
${imports.split(';').slice(1).join(';\n')}

export const ${name}: ContractChange = {
  id: '${why}',
  minor: 'NEXT',
  title: 'For a test: ${name}.',
  why: 'A test makes the next minor.',
  adds: [${adds}],
};
`;

export const refusal = `
import { reason } from '../../../domain/kernel/refusal.js';

export const bookUnwanted = reason('invalid', 'catalogue.book_unwanted', 'The library does not want this book.');
`;

/** A path that older minors take for the id of a book. */
export const firstBookRoutes = (version: string) => `
import { IsString } from 'class-validator';
import { injectable } from 'tsyringe';
import { ok } from '../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { Example } from '../../kernel/shapes/text-rules.js';

export class FirstBook {
  @IsString()
  @Example('Gilgamesh')
  title!: string;
}

@injectable()
export class FirstBookRoutes implements RouteGroup {
  routes(): readonly Route[] {
    return [
      route({
        operationId: 'getFirstBook',
        method: 'GET',
        path: '/books/first',
        since: 'NEXT',
        summary: 'Get the first book of ${version}',
        audience: 'anonymous',
        responds: { 200: FirstBook },
        handle: async () => ok({ title: 'Gilgamesh' }),
      }),
    ];
  }
}
`;

export const initial = `
  @IsString()
  @Example('C')
  initial!: string;
`;

export const shelfNote = `
  @MayBeAbsent()
  @IsText(1, 20)
  @Example('A 1')
  shelfNote?: string;
`;

export const scenario = (added: object) => ({
  old: '  conversations: {\n',
  text: `  conversations: {
    'unwanted-books': [
      { does: 'addBook', json: { title: 'Unwanted' }, gives: 'catalogue.book_unwanted', since: 'NEXT' },
    ],
    'sorting-in-another-way': [
      { does: 'listBooks', query: { sort: '-added' }, gives: 200, since: 'NEXT' },
      { does: 'addBook', json: ${JSON.stringify(added)}, gives: 201, since: 'NEXT' },
    ],
`,
});

export const goodCall = { old: '  calls: {\n', text: '  calls: {\n    getFirstBook: {},\n' };

/** Refuses the book before anything is stored. */
export const unwanted = (handler: string) => ({
  old: handler,
  text: `${handler}\n        if (body.title === 'Unwanted') throw new Refusal(bookUnwanted);`,
});

export const standing = (values: string) => ({
  old: `@IsIn(${values})\n  @Example('open')\n  status!: (typeof ${values})[number];`,
  text: `@IsIn([...${values}, 'standing'])\n  @Example('open')\n  status!: (typeof ${values})[number] | 'standing';`,
});

/** A loan that was renewed is said to stand. */
export const showStanding = {
  old: '    status: loan.status,',
  text: "    status: loan.status === 'open' && loan.renewals > 0 ? 'standing' : loan.status,",
};

export function inFile(file: string, ...changes: readonly Omit<Replacement, 'file'>[]): Replacement[] {
  return changes.map((change) => ({ file, ...change }));
}

/** Adds a change, and its import, to the list of an `index.ts`. */
const withChange = (text: string, { name, from }: JoinedChange): string => {
  const imported = text.replace(/\nexport/, `import { ${name} } from '${from}';\n\nexport`);
  const list = /^(export const changes = \[[^\]]*)\]/m;
  return list.test(imported)
    ? imported.replace(list, `$1, ${name}]`)
    : `${imported}\nexport const changes = [${name}];\n`;
};

/** Writes the next minor into a copy of the project. @throws Error when a place to change is not there */
export function write(
  root: string,
  { added, changed, joined }: NextMinor,
  minor: string,
): Map<string, string> {
  const files = new Map<string, string>();
  const current = (file: string) => files.get(file) ?? readFileSync(join(root, file), 'utf8');
  for (const { file, old, text } of changed) {
    const now = current(file);
    if (!now.includes(old)) throw new Error(`${file} does not have ${old}`);
    files.set(
      file,
      now.replace(old, () => text.replaceAll('NEXT', minor)),
    );
  }
  for (const each of joined)
    files.set(each.file, withChange(current(each.file), each).replaceAll('NEXT', minor));
  for (const [file, text] of Object.entries(added))
    files.set(file.replace('NEXT', minor), text.replaceAll('NEXT', minor).trimStart());
  return files;
}

/** Stores the files. */
export function store(root: string, files: ReadonlyMap<string, string>): void {
  for (const [file, text] of files) writeFileSync(join(root, file), text);
}
