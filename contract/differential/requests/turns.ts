import type { WireAnswer } from '../sides/exchange.js';
import type { Random } from '../content/random.js';
import type { Caller, Callers, Reader } from './callers.js';
import type { Operation } from '../sources/documents.js';
import { draftOf, goodParts, type Parts } from './draft.js';
import { spoil } from './faults.js';
import type { Talk } from './talk.js';
import { afterReader } from './reader-story.js';
import type { Source } from '../sources/values.js';
import type { World } from '../sources/world.js';

export interface Scene {
  readonly talk: Talk;
  readonly world: World;
  readonly random: Random;
  readonly callers: Callers;
}

/** Requests about the own account that could end it, its sessions or its password. */
const isAboutReader = ({ path, method, id }: Operation): boolean =>
  (method !== 'GET' && /[/](me|current)\b/.test(path)) ||
  ['issueTokens', 'loginUser', 'listSessions'].includes(id);

/** Readers have pinned minors, and change them. Some of them borrow, and then cannot close their accounts. */
const isForReader = ({ audience, method, id }: Operation, random: Random): boolean =>
  audience === 'patron' &&
  (method === 'GET' || ['lendCopy', 'borrowBook', 'checkLoan'].includes(id)) &&
  random.chance(25);

const percentSpoilt = 28;

/** One request to an operation, and the requests that follow from its answer. */
export async function turn(operation: Operation, scene: Scene): Promise<void> {
  const { talk, world, random, callers } = scene;
  await callers.refresh();
  const source: Source = { document: operation.document, world, random, at: talk.at };
  const isOdd = random.chance(percentSpoilt);
  const reader =
    isAboutReader(operation) || isForReader(operation, random) ? await callers.owner(operation) : undefined;
  const caller = callerOf(scene, operation, reader, isOdd);
  const parts = goodParts(operation, source, caller, reader);
  await addTag(parts, scene);
  if (isOdd) spoil(parts, source);
  const answer = await ask(parts, scene);
  if (reader) afterReader(reader, operation, parts.body, answer, callers);
  if (isOdd) return;
  await again(parts, answer, scene);
  await followPages(parts, answer, scene);
}

function callerOf(
  { callers, random }: Scene,
  operation: Operation,
  reader: Reader | undefined,
  isOdd: boolean,
) {
  if (isOdd && random.chance(30)) return reader ? callers.stranger() : callers.any();
  if (reader && operation.audience !== 'anonymous')
    return { role: 'patron', token: reader.token } satisfies Caller;
  return callers.fitting(operation);
}

export async function ask(parts: Parts, { talk, world }: Scene): Promise<WireAnswer> {
  const draft = draftOf(parts);
  const answer = await talk.ask(parts.operation, draft);
  world.learn(parts.operation, draft.target, answer);
  if (parts.method === 'DELETE' && answer.status < 300)
    world.forget(kindOf(draft.target), lastPart(draft.target));
  return answer;
}

const lastPart = (target: string): string => target.split('?')[0]?.split('/').at(-1) ?? '';
const kindOf = (target: string): string =>
  target.startsWith('/v1') ? target.split('/').slice(1, 3).join('/') : (lastPart(target).split('_')[0] ?? '');

/** A change is made from the present state of the resource, which is read first, or from an older one. */
export async function addTag(parts: Parts, scene: Scene): Promise<void> {
  const { operation } = parts;
  const header = operation.parameters.find(({ name }) => name === 'If-Match');
  if (!header || (!header.required && scene.random.chance(60))) return;
  const { target } = draftOf({ ...parts, query: [] });
  const key = `${operation.minor} ${target}`;
  if (!scene.world.tags.has(key) || scene.random.chance(85)) await read(parts, scene);
  const tag = scene.world.tags.get(key);
  if (tag !== undefined) parts.headers.push(['If-Match', tag]);
}

/** Asks for the resource that another request is about. */
async function read(parts: Parts, scene: Scene): Promise<void> {
  const { major, minor, path } = parts.operation;
  const operation = scene.callers.operations.find(
    (each) => each.major === major && each.minor === minor && each.path === path && each.method === 'GET',
  );
  const headers = parts.headers.filter(([name]) => ['API-Version', 'Authorization'].includes(name));
  if (operation)
    await ask({ ...parts, operation, method: 'GET', query: [], headers, body: undefined }, scene);
}

/** The same request with the tag or the key that it has used. */
async function again(parts: Parts, { status, headers }: WireAnswer, scene: Scene): Promise<void> {
  const { random } = scene;
  const tag = headers['etag'];
  if (parts.method === 'GET' && tag !== undefined && random.chance(25)) {
    const line = random.pick([tag, tag, `W/${tag}`, `"x", ${tag}`, '*', `${tag}x`]);
    await ask({ ...parts, headers: [...parts.headers, ['If-None-Match', line]] }, scene);
  }
  if (status >= 500 || !parts.headers.some(([name]) => name === 'Idempotency-Key')) return;
  await ask(parts, scene);
  if (random.chance(40)) await ask({ ...parts, query: [...parts.query, ['other', 'yes']] }, scene);
  else if (typeof parts.body === 'object' && random.chance(60))
    await ask({ ...parts, body: { ...parts.body, x: 1 } }, scene);
  else if (random.chance(30)) await ask({ ...parts, body: '{}' }, scene);
}

/** Pages through a list: to the next one, and with its cursor in another order. */
async function followPages(parts: Parts, { status, text }: WireAnswer, scene: Scene): Promise<void> {
  if (parts.method !== 'GET' || status !== 200 || !text.includes('"nextCursor"')) return;
  const { page } = JSON.parse(text) as { page?: { nextCursor?: string | null } };
  const cursor = page?.nextCursor;
  if (typeof cursor !== 'string' || scene.random.chance(50)) return;
  const query = parts.query.filter(([name]) => name !== 'cursor');
  await ask({ ...parts, query: [...query, ['cursor', cursor]] }, scene);
  if (scene.random.chance(20)) await ask({ ...parts, query: [['cursor', cursor]] }, scene);
}
