import { openApiDocument } from '../../../src/interface/documentation/openapi/document.js';
import type { Route } from '../../../src/interface/kernel/declaration/route.js';
import { toId } from '../../../src/interface/v2/ids.js';
import { tokenFor } from '../../support/people.js';
import type { RunningService } from '../../support/service.js';
import { addSomebody } from './callers.js';
import { examplesOf, type Document } from './examples.js';

/** A book with a copy. */
interface Shelved {
  readonly bookId: number;
  readonly copyId: number;
}

const references = ['bookId', 'copyId', 'book_id', 'copy_id'];

/** Whether a body refers to a book or a copy by its id. */
export function namesBook(example: unknown): boolean {
  return typeof example === 'object' && example !== null && references.some((name) => name in example);
}

/** The example with an existing book and copy in place of those of the document. */
export function withReferences(example: unknown, { bookId, copyId }: Shelved, major: number): unknown {
  if (!namesBook(example)) return example;
  const there: Readonly<Record<string, unknown>> =
    major === 1
      ? { book_id: bookId, copy_id: copyId }
      : { bookId: toId('book', bookId), copyId: toId('copy', copyId) };
  return Object.fromEntries(
    Object.entries(example as object).map(([name, value]) => [name, there[name] ?? (value as unknown)]),
  );
}

/**
 * Adds the thing that a route names by its id, with the example of the operation that adds one. Returns its id.
 * @param known collections whose things are made in another way
 */
export async function addThing(
  running: RunningService,
  major: number,
  route: Route,
  shelved: Shelved,
  known: Readonly<Record<string, string>>,
): Promise<string> {
  const [, collection = ''] = /^\/([a-z-]+)\/:id/.exec(route.path) ?? [];
  if (collection in known) return '';
  const mounted = running.service.versions.find(({ version }) => version.major === major);
  const adding = mounted?.routes.find(({ method, path }) => method === 'POST' && path === `/${collection}`);
  if (!mounted || !adding) return '';
  const document = openApiDocument(mounted.version, mounted.routes) as Document;
  const example = examplesOf(document).get(adding.operationId);
  const patronId = await addSomebody(running, 'librarian');
  const { body } = await running.api.post(`/v${major}/${collection}`, {
    token: tokenFor(running.service, { patronId, role: 'librarian' }),
    headers: { 'API-Version': adding.since },
    json: withReferences(example, shelved, major),
  });
  return String((body as { id: string | number }).id);
}
