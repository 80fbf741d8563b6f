import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { deriveContracts } from '../../contract/documents.js';
import { contractsFolder } from '../../contract/frozen/folder.js';
import { releasesIn } from '../../contract/frozen/releases.js';
import { atAddress } from '../../src/interface/documentation/openapi/at-address.js';

/** The address that the documents name, as a deployed library would. */
export const publicUrl = 'https://library.example';

/** A document in a file, as clients get it from a deployed library. */
export interface WrittenDocument {
  readonly minor: string;
  readonly file: string;
  /** Whether it is the newest of its major. */
  readonly isNewest: boolean;
  /** Whether it is the newest of its major that is released: production serves no draft. */
  readonly isNewestRelease: boolean;
  /** How many operations it has. */
  readonly operations: number;
}

/** Writes the documents of all minors, as the present code derives them, into a folder. */
export async function writeDocuments(folder: string): Promise<WrittenDocument[]> {
  const contracts = await deriveContracts();
  const releases = releasesIn(contractsFolder);
  return contracts.flatMap(({ minors }) => {
    const newest = minors.at(-1)?.minor;
    const newestRelease = minors.findLast(({ minor }) => releases.has(minor))?.minor;
    return minors.map(({ minor, document }) => {
      const file = path.join(folder, `${minor}.openapi.json`);
      writeFileSync(file, JSON.stringify(atAddress(document, publicUrl), null, 2));
      const operations = Object.values(document['paths'] as object).flatMap((each) =>
        Object.keys(each as object),
      );
      const place = { isNewest: minor === newest, isNewestRelease: minor === newestRelease };
      return { minor, file, ...place, operations: operations.length };
    });
  });
}
