import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { deriveContracts } from '../../../contract/documents.js';
import { collectionOf, environment } from './collection.js';
import type { Document } from './document.js';
import { stepsOfV1 } from './steps-v1.js';
import { stepsOfV2 } from './steps-v2.js';

/** The folder of the collections. This file is compiled to `dist/api-clients/src/postman`. */
const folder = fileURLToPath(new URL('../../../../docs/postman/', import.meta.url));

const steps = { v1: stepsOfV1, v2: stepsOfV2 };

/** The files of the environment and of the collections. */
export const environmentFile = path.join(folder, 'shelflife.postman_environment.json');
export const collectionFiles = Object.keys(steps).map((name) =>
  path.join(folder, `${name}.postman_collection.json`),
);

/** What the files have to contain: the collections of the newest minors. */
async function contents(): Promise<ReadonlyMap<string, string>> {
  const contracts = await deriveContracts();
  const collections = Object.entries(steps).map(([name, each], index) => {
    const newest = contracts.find((contract) => contract.name === name)?.minors.at(-1);
    if (!newest) throw new Error(`There is no ${name}.`);
    return [
      collectionFiles[index] ?? '',
      collectionOf(name, newest.document as unknown as Document, each),
    ] as const;
  });
  const all = [...collections, [environmentFile, environment()] as const];
  return new Map(all.map(([file, content]) => [file, `${JSON.stringify(content, null, 2)}\n`]));
}

/** Writes the files. Returns their names. */
export async function writeCollections(): Promise<string[]> {
  const all = [...(await contents())];
  for (const [file, content] of all) writeFileSync(file, content);
  return all.map(([file]) => file);
}

/** The files that are not those of the present documents. */
export async function outdatedFiles(): Promise<string[]> {
  return [...(await contents())]
    .filter(([file, content]) => readFileSync(file, 'utf8') !== content)
    .map(([file]) => file);
}
