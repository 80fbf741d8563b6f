import { readFile, stat } from 'node:fs/promises';
import type { Account } from './run-program.js';
import { hasCode } from './system.js';

/**
 * The user that has to run PostgreSQL for the cluster in `data`; `undefined` means the current user. PostgreSQL refuses
 * to run as root. Root therefore runs it as the owner of the data, and for a new cluster as the system user `postgres`
 * or, where there is none, `nobody`.
 */
export async function accountFor(data: string): Promise<Account | undefined> {
  const owner = await ownerOf(data);
  const self = process.getuid?.();
  if (self === 0)
    return owner && owner.uid !== 0 ? owner : accountFrom(await readFile('/etc/passwd', 'utf8'));
  if (owner && self !== undefined && owner.uid !== self) throw new Error(strangersData(data, owner.uid));
  return undefined;
}

/** Picks `postgres`, else `nobody`, from the text of an /etc/passwd. */
export function accountFrom(passwd: string): Account {
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] =
      passwd
        .split('\n')
        .map((line) => line.split(':'))
        .find(([user]) => user === name) ?? [];
    if (Number(uid) > 0 && Number(gid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and this system has neither a user "postgres" nor "nobody" to run it as. ' +
      'Start Shelflife as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

async function ownerOf(path: string): Promise<Account | undefined> {
  try {
    const { uid, gid } = await stat(path);
    return { uid, gid };
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}

function strangersData(data: string, uid: number): string {
  return (
    `The database in ${data} belongs to another user (uid ${String(uid)}), probably because Shelflife once ran as root here. ` +
    'Run Shelflife as that user again, or delete the folder as root to start with an empty library.'
  );
}
