import { createConfig } from '../config/index.js';
import { bootstrap } from '../src/composition/start/bootstrap.js';
import type { MountedVersion } from '../src/interface/kernel/declaration/version.js';
import { openApiDocument } from '../src/interface/documentation/openapi/document.js';
import { minors } from '../src/interface/kernel/declaration/version.js';
import { asNode, type Node } from './differ/node.js';

/** A minor and its document as derived from the present code. */
export interface MinorContract {
  readonly minor: string;
  readonly document: Node;
}

/** A major, with its minors from the oldest to the newest. */
export interface MajorContract {
  /** Name of its folder: `v1`. */
  readonly name: string;
  readonly mounted: MountedVersion;
  readonly minors: readonly MinorContract[];
}

/**
 * Derives the documents of all versions from the code. It needs no database, as the documents follow from the
 * declarations.
 */
export async function deriveContracts(): Promise<MajorContract[]> {
  const service = await bootstrap(
    createConfig('test', { databaseUrl: 'postgresql://nobody@localhost/none' }),
  );
  await service.close();
  return service.versions.map((mounted) => ({
    name: `v${mounted.version.major}`,
    mounted,
    minors: minors(mounted.version).map((minor) => ({ minor, document: documentOf(mounted, minor) })),
  }));
}

function documentOf({ version, routes }: MountedVersion, minor: string): Node {
  return asNode(JSON.parse(JSON.stringify(openApiDocument(version, routes, minor))));
}
