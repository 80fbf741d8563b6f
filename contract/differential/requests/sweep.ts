import type { Operation } from '../sources/documents.js';
import { goodParts, setHeader, type Parts } from './draft.js';
import { oddInsides, spoils } from './faults.js';
import type { Phase } from './talk-with.js';
import { addTag, ask, type Scene } from './turns.js';
import type { Source } from '../sources/values.js';

/** What makes a good request another one. */
export type Change = (parts: Parts, source: Source) => void;

/** Spoils a request to each operation in every way, and lets everybody make it: chance alone would forget some. */
export function sweepOf(operations: readonly Operation[]): Phase['speak'] {
  return (scene, isEnough) =>
    changeEach(operations, scene, isEnough, (operation) => [...new Set(spoils), ...others(operation, scene)]);
}

/** Lets everybody make a request to each operation, whether they may or not, and spoils what is inside of fields. */
export function shortSweepOf(operations: readonly Operation[]): Phase['speak'] {
  const insides = (operation: Operation): Change[] =>
    operation.media.length > 0 ? [oddInsides, oddInsides] : [];
  return (scene, isEnough) =>
    changeEach(operations, scene, isEnough, (operation) => [
      ...others(operation, scene),
      ...insides(operation),
    ]);
}

async function changeEach(
  operations: readonly Operation[],
  scene: Scene,
  isEnough: () => boolean,
  changesOf: (operation: Operation) => readonly Change[],
): Promise<void> {
  for (const operation of operations) {
    for (const change of changesOf(operation)) {
      if (isEnough()) return;
      await once(operation, scene, change);
    }
  }
}

/** The same request by somebody else. */
function others(operation: Operation, scene: Scene): Change[] {
  return tokensFor(operation, scene).map((token) => (parts) => {
    setHeader(parts, 'Authorization', token === undefined ? undefined : `Bearer ${token}`);
  });
}

const isOwn = ({ path }: Operation): boolean => /[/](me|current)\b/.test(path);

/** The patron's own account must stay as it is. */
function tokensFor(operation: Operation, { callers }: Scene): (string | undefined)[] {
  return isOwn(operation) ? callers.weakTokens() : [...callers.weakTokens(), callers.patron];
}

/** One request that is changed. A reader asks about the own account, so that nobody else loses theirs. */
export async function once(operation: Operation, scene: Scene, change: Change): Promise<Parts> {
  const { talk, world, random, callers } = scene;
  await callers.refresh();
  const source: Source = { document: operation.document, world, random, at: talk.at };
  const reader = isOwn(operation) ? await callers.owner(operation) : undefined;
  const parts = goodParts(operation, source, reader ?? callers.fitting(operation), reader);
  await addTag(parts, scene);
  change(parts, source);
  const { status } = await ask(parts, scene);
  // Whatever has become of the account: the next request begins with a new sign-in.
  if (reader && status < 300 && operation.method !== 'GET') reader.token = undefined;
  return parts;
}
