import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkCollection } from './collection.js';
import type { WrittenDocument } from './documents.js';
import { here, runProgram } from './programs.js';

type Documents = readonly WrittenDocument[];

/** Neither linter has a finding in any document. */
export function lint(documents: Documents): void {
  const files = documents.map(({ file }) => file);
  runProgram('spectral', ['lint', '--ruleset', here('spectral.yaml'), '--fail-severity', 'hint', ...files]);
  runProgram('redocly', ['lint', '--config', here('redocly.yaml'), ...files]);
}

/**
 * What three generators make of the newest documents compiles strictly. The runtime part of hey-api is the same for
 * every document, and is not written for `exactOptionalPropertyTypes`.
 */
export function generate(documents: Documents, folder: string): void {
  const newest = documents.filter(({ isNewest }) => isNewest);
  for (const { minor, file } of newest) {
    const exact = path.join(folder, 'exact', minor);
    runProgram('openapi-typescript', [file, '--output', path.join(exact, 'openapi-typescript.ts')]);
    runProgram('orval', ['--input', file, '--output', path.join(exact, 'orval.ts'), '--client', 'fetch']);
    const heyApi = path.join(folder, 'inexact', minor);
    runProgram('openapi-ts', ['--input', file, '--output', heyApi, '--no-log-file', '--silent']);
  }
  compile(path.join(folder, 'exact'), {});
  compile(path.join(folder, 'inexact'), { exactOptionalPropertyTypes: false });
}

function compile(folder: string, compilerOptions: object): void {
  const project = path.join(folder, 'tsconfig.json');
  writeFileSync(project, JSON.stringify({ extends: here('tsconfig.json'), compilerOptions, include: ['.'] }));
  runProgram('tsc', ['--project', project]);
}

/** Each of the newest documents becomes a whole collection of Postman, whose requests go to the service. */
export function convert(documents: Documents, folder: string): void {
  for (const document of documents.filter(({ isNewest }) => isNewest)) {
    const collection = path.join(folder, `${document.minor}.postman.json`);
    runProgram('openapi2postmanv2', ['--spec', document.file, '--output', collection]);
    checkCollection(collection, document);
  }
}
