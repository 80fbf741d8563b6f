import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { convert, generate, lint } from './checks.js';
import { checkClientTypes, generateClientTypes } from './client-types.js';
import { writeDocuments, type WrittenDocument } from './documents.js';
import { installPrograms, root, runProgram } from './programs.js';

/**
 * `check`: programs of others read the documents of all minors without a complaint.
 * `generate <minor>`: makes the types of a client of this minor anew, in `test/clients/v<minor>/schema.ts`.
 * `generate client`: makes the types of `packages/client/` anew.
 */
const [command, minor] = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'shelflife-clients-'));
const print = (line: string) => process.stdout.write(`${line}\n`);

try {
  installPrograms();
  const documents = await writeDocuments(folder);
  if (command === 'generate') generateTypes(documents);
  else check(documents);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function check(documents: readonly WrittenDocument[]): void {
  const steps = { lint, generate, convert, 'types of the client': checkClientTypes };
  for (const [name, step] of Object.entries(steps)) {
    const start = Date.now();
    step(documents, folder);
    print(`${name}: no fault (${((Date.now() - start) / 1_000).toFixed(1)} s)`);
  }
}

function generateTypes(documents: readonly WrittenDocument[]): void {
  if (minor === 'client') {
    for (const target of generateClientTypes(documents)) print(`Made ${target}.`);
    return;
  }
  const document = documents.find((each) => each.minor === minor);
  if (!document) throw new Error(`Name client or one of ${documents.map((each) => each.minor).join(', ')}.`);
  const target = path.join(root, 'test', 'clients', `v${document.minor}`, 'schema.ts');
  runProgram('openapi-typescript', [document.file, '--output', target]);
  print(`Made ${path.relative(root, target)}.`);
}
