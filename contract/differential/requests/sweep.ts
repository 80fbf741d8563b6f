import type { Operation } from './documents.js';
import { goodParts } from './draft.js';
import { spoils } from './faults.js';
import { addTag, ask, type Scene } from './turns.js';
import type { Source } from './values.js';

/** Spoils a request to each operation in every way, and lets everybody make it: chance alone would forget some. */
export async function sweep(
  operations: readonly Operation[],
  scene: Scene,
  isEnough: () => boolean,
): Promise<void> {
  for (const operation of operations) {
    for (const spoil of new Set(spoils)) {
      if (isEnough()) return;
      await once(operation, scene, spoil);
    }
    for (const token of tokensFor(operation, scene)) {
      if (isEnough()) return;
      await once(operation, scene, ({ headers }) => {
        const given = headers.findIndex(([name]) => name === 'Authorization');
        if (given >= 0) headers.splice(given, 1);
        if (token !== undefined) headers.push(['Authorization', `Bearer ${token}`]);
      });
    }
  }
}

const isOwn = ({ path }: Operation): boolean => /[/](me|current)\b/.test(path);

/** The patron's own account must stay as it is. */
function tokensFor(operation: Operation, { callers }: Scene): (string | undefined)[] {
  return isOwn(operation) ? callers.weakTokens() : [...callers.weakTokens(), callers.patron];
}

/** A reader asks about the own account, so that nobody else loses theirs. */
async function once(operation: Operation, scene: Scene, spoil: (typeof spoils)[number]): Promise<void> {
  const { talk, world, random, callers } = scene;
  await callers.refresh();
  const source: Source = { document: operation.document, world, random, at: talk.at };
  const reader = isOwn(operation) ? await callers.reader() : undefined;
  const parts = goodParts(operation, source, reader ?? callers.fitting(operation), reader);
  await addTag(parts, scene);
  spoil(parts, source);
  const { status } = await ask(parts, scene);
  // Whatever has become of the account: the next request begins with a new sign-in.
  if (reader && status < 300 && operation.method !== 'GET') reader.token = undefined;
}
