import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { WrittenDocument } from './documents.js';
import { root, runProgram } from './programs.js';

interface Operation {
  readonly responses: Readonly<Record<string, { readonly 'x-codes'?: readonly string[] }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** Makes the types of `packages/client/` anew, from the newest released document of each major. */
export function generateClientTypes(documents: readonly WrittenDocument[]): string[] {
  return documents
    .filter(({ isNewestRelease }) => isNewestRelease)
    .map((document) => {
      const target = typesOf(document);
      writeTypes(document, target);
      return path.relative(root, target);
    });
}

/**
 * The types of `packages/client/` are those of the newest released documents.
 * @throws Error when they are not
 */
export function checkClientTypes(documents: readonly WrittenDocument[], folder: string): void {
  for (const document of documents.filter(({ isNewestRelease }) => isNewestRelease)) {
    const made = path.join(folder, `${document.minor}.client.ts`);
    writeTypes(document, made);
    if (readFileSync(made, 'utf8') !== readFileSync(typesOf(document), 'utf8'))
      throw new Error(
        `The client has other types than ${document.minor}: npm run clients:generate -- client`,
      );
  }
}

function typesOf({ minor }: WrittenDocument): string {
  return path.join(root, 'packages', 'client', 'src', `schema-v${minor.split('.')[0]}.ts`);
}

/** Adds the minor and the error codes, of which a document has no type. */
function writeTypes({ minor, file }: WrittenDocument, target: string): void {
  runProgram('openapi-typescript', [file, '--default-non-nullable', 'false', '--output', target]);
  const { paths } = JSON.parse(readFileSync(file, 'utf8')) as Document;
  const codes = Object.values(paths)
    .flatMap((operations) => Object.values(operations))
    .flatMap(({ responses }) => Object.values(responses).flatMap((each) => each['x-codes'] ?? []));
  const union = [...new Set(codes)].toSorted().map((code) => `\n  | '${code}'`);
  const added = [
    '/** The minor of the document that the types are made of. */',
    `export const minor = '${minor}';`,
    '/** The codes of all refusals. */',
    `export type Code =${union.join('')};`,
  ];
  writeFileSync(target, `${readFileSync(target, 'utf8')}${added.join('\n')}\n`);
}
