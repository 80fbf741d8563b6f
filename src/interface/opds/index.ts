import type { Router } from '@koa/router';
import { createOpdsRouter, type OpdsCatalogue } from '@shelflife/opds';

/** Where it is mounted. */
export const path = '/opds';

/** The home page names it. */
export const link = {
  path: `${path}/docs`,
  title: 'For reading programs:',
  text: 'the catalogue in the format OPDS 2.0, and the address to give to your program.',
};

/** What the features bring: the port of the package, and the page on which people borrow. */
export interface OpdsParts {
  readonly catalogue?: OpdsCatalogue;
  readonly borrowLink?: (id: string) => string;
}

/** Nothing without its parts: a catalogue of OPDS has publications, and a way to get each. */
export function createApi({ catalogue, borrowLink }: OpdsParts): Router | undefined {
  if (!catalogue || !borrowLink) return undefined;
  return createOpdsRouter(catalogue, { title: 'Shelflife', path, borrowLink });
}
