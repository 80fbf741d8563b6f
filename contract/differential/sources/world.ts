import { isNode, type Node } from '../../differ/node.js';
import type { WireAnswer } from '../sides/exchange.js';
import type { Operation } from './documents.js';

const keptPerName = 400;

/**
 * What is known of the library from the answers: the resources with their newest state, and the values that fields
 * had. New requests are made of it.
 */
export class World {
  /** Kind of resource → id → newest state. */
  private readonly resources = new Map<string, Map<string, Node>>();
  /** Name of a field → its values. */
  private readonly values = new Map<string, Set<unknown>>();
  /** Path of a resource → its tag in each minor. */
  readonly tags = new Map<string, string>();
  /** The resources that make requests: their accounts and keys must stay as they are. Kind and id. */
  private readonly untouchable = new Set<string>();
  /** `books` is one because of `/v1/books/{id}`. */
  private readonly collections: ReadonlySet<string>;

  constructor(operations: readonly Operation[]) {
    const names = operations.flatMap(({ path }) => /([a-z-]+)[/][{]/.exec(path)?.[1] ?? []);
    this.collections = new Set(names);
  }

  learn(operation: Operation, target: string, { status, headers, text }: WireAnswer): void {
    if (status >= 300 || headers['content-type']?.includes('json') !== true || text === '') return;
    if (operation.id.startsWith('getOpenApi')) return;
    const body = JSON.parse(text) as unknown;
    const last = operation.path.split('/').findLast((part) => this.collections.has(part));
    this.read(body, `${operation.major}/${last}`);
    if (headers['etag'] !== undefined) this.tags.set(`${operation.minor} ${target}`, headers['etag']);
  }

  /** The newest states of all resources of a kind: `book` in v2, `v1/books` in v1. */
  all(kind: string): Node[] {
    const known = [...(this.resources.get(kind) ?? [])];
    return known.flatMap(([id, node]) => (this.untouchable.has(`${kind} ${id}`) ? [] : [node]));
  }

  /** The values that a field of this name had. */
  named(name: string): unknown[] {
    return [...(this.values.get(name) ?? [])];
  }

  /** From now on, no request is about this resource. */
  protect(kind: string, id: unknown): void {
    this.untouchable.add(`${kind} ${String(id)}`);
  }

  forget(kind: string, id: string): void {
    this.resources.get(kind)?.delete(id);
  }

  private read(value: unknown, collection: string, name = ''): void {
    if (Array.isArray(value)) for (const item of value) this.read(item, collection, name);
    else if (isNode(value)) this.readObject(value, collection);
    else this.remember(name, value);
  }

  private readObject(node: Node, collection: string): void {
    const { id } = node;
    const kind = typeof id === 'string' ? id.split('_')[0] : collection;
    if (kind !== undefined && (typeof id === 'string' || typeof id === 'number')) {
      const known = this.resources.get(kind) ?? new Map<string, Node>();
      this.resources.set(kind, known.set(String(id), { ...known.get(String(id)), ...node }));
    }
    for (const [name, value] of Object.entries(node)) this.read(value, collection, name);
  }

  private remember(name: string, value: unknown): void {
    const known = this.values.get(name) ?? new Set();
    this.values.set(name, known);
    if (known.has(value)) return;
    // The oldest one makes room: requests should concern new things, too.
    if (known.size >= keptPerName)
      for (const first of known) {
        known.delete(first);
        break;
      }
    known.add(value);
  }
}
