import { isNode, type Node } from '../../differ/node.js';
import { clerks } from '../content/fill.js';
import type { Operation } from '../sources/documents.js';
import type { Phase } from './talk-with.js';
import { ask, type Scene } from './turns.js';

const booksWithCopies = 60;
const mostPages = 8;

/**
 * The first phase: reads the lists of the library, so that requests can be about what is there, and protects those who
 * ask.
 */
export function lookAroundOf(operations: readonly Operation[]): Phase {
  return { until: Infinity, speak: (scene) => lookAround(scene, operations) };
}

async function lookAround(scene: Scene, operations: readonly Operation[]): Promise<void> {
  const gets = operations.filter(({ method }) => method === 'GET');
  // Each in one minor.
  const reads = [...new Map(gets.map((each) => [`${each.major} ${each.id}`, each])).values()];
  const [admin = ''] = scene.callers.tokens;
  for (const operation of reads.filter(isList)) {
    for (const page of pagesOf(operation)) await readOn(scene, operation, admin, page);
  }
  await protectCallers(scene, reads);
  await readCopies(scene, reads, admin);
}

function isList({ path, parameters }: Operation): boolean {
  return (
    !path.includes('{') && parameters.some(({ name }) => sizes.has(name)) && !/[/](me|search)/.test(path)
  );
}

/** Nobody closes the accounts that make requests. Readers may come to their end. */
async function protectCallers(scene: Scene, reads: readonly Operation[]): Promise<void> {
  const { callers, world } = scene;
  for (const operation of reads.filter(({ id }) => id === 'getMe')) {
    const kind = operation.major === 'v1' ? 'v1/users' : 'patron';
    for (const token of callers.tokens) world.protect(kind, (await read(scene, operation, token))['id']);
    const known = world.all(kind).filter(({ email }) => clerks.includes(String(email)));
    for (const { id } of known) world.protect(kind, id);
  }
}

/** Of some books. The newest ones have copies of several kinds. */
async function readCopies(scene: Scene, reads: readonly Operation[], admin: string): Promise<void> {
  const { world, random } = scene;
  const books = world.all('book');
  const some = [...random.some(books, booksWithCopies / 2), ...books.slice(-booksWithCopies / 2)];
  for (const operation of reads.filter(({ id }) => id === 'listCopies'))
    for (const { id } of some) await read(scene, operation, admin, [], String(id));
}

const sizes: ReadonlySet<string> = new Set(['limit', 'per_page']);

/** The first page, and where pages have numbers, three of them. */
function pagesOf({ parameters }: Operation): [string, unknown][][] {
  const size = parameters.find(({ name }) => sizes.has(name));
  const most = [size?.name ?? '', size?.schema['maximum']] as [string, unknown];
  const pages = parameters.some(({ name }) => name === 'page') ? [1, 2, 3] : [];
  return pages.length > 0 ? pages.map((page) => [most, ['page', page]]) : [[most]];
}

/** A page and, where it names the next one, the pages after it. */
async function readOn(
  scene: Scene,
  operation: Operation,
  token: string,
  query: [string, unknown][],
  pages = mostPages,
): Promise<void> {
  const { page } = await read(scene, operation, token, query);
  const cursor = isNode(page) ? page['nextCursor'] : undefined;
  if (typeof cursor !== 'string' || pages === 1) return;
  const others = query.filter(([name]) => name !== 'cursor');
  await readOn(scene, operation, token, [...others, ['cursor', cursor]], pages - 1);
}

async function read(
  scene: Scene,
  operation: Operation,
  token: string,
  query: [string, unknown][] = [],
  id?: string,
): Promise<Node> {
  const headers: [string, string][] = [['Authorization', `Bearer ${token}`]];
  const { text } = await ask(
    { operation, method: 'GET', path: { id }, query, headers, body: undefined },
    scene,
  );
  const body = JSON.parse(text) as unknown;
  return isNode(body) ? body : {};
}
