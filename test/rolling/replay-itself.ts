import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Replaying from '../../contract/conversations/replay.js';
import type * as Documents from '../../contract/documents.js';
import type * as Frozen from '../../contract/frozen/folder.js';
import type * as Turns from '../../contract/frozen/in-turns.js';
import type * as Server from '../../contract/frozen/postgres.js';
import type * as Library from '../../contract/library/library.js';
import { withClient } from '../integration/migrations/with-client.js';
import { thisRelease } from './previous-release.js';
import { promised } from './promised.js';
import type { Replay } from './replay-of.js';
import { migrate } from './upgrade.js';

/*
 * `replay-itself.js <dist>`: all that follows is the release's own, from its compiled files: the promises, the code
 * that checks them, the service, the library and its content. This release only migrates that library.
 */

const dist = process.argv[2] ?? thisRelease.dist;
const its = <T>(file: string) => import(pathToFileURL(path.join(dist, 'contract', file)).href) as Promise<T>;

const { replay } = await its<typeof Replaying>('conversations/replay.js');
const documents = await its<typeof Documents>('documents.js');
const frozen = await its<typeof Frozen>('frozen/folder.js');
const { inTurns } = await its<typeof Turns>('frozen/in-turns.js');
const { withPostgres } = await its<typeof Server>('frozen/postgres.js');
const { freshLibrary } = await its<typeof Library>('library/library.js');

const result = await withPostgres(async (): Promise<Replay> => {
  const { migrations } = await migrate(thisRelease, await library());
  const conversations = await promised({ ...documents, ...frozen });
  const faults = await inTurns(conversations, (conversation) => replay(conversation));
  return { migrations, conversations: conversations.length, faults: faults.flat() };
});
process.stdout.write(JSON.stringify(result));

/** The library that all conversations copy: the request for the first copy creates it. */
async function library(): Promise<string> {
  const copy = await freshLibrary('branch-1');
  const found = await withClient(copy, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select datname as name from pg_database where datname like 'copy\\_%'`,
    );
    return rows;
  });
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`There should be one library, not ${found.length}.`);
  const url = new URL(copy);
  url.pathname = `/${only.name}`;
  return url.href;
}
