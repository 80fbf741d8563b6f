import type { ClusterWish } from './cluster.js';
import { takeLease } from './lease.js';
import { openCluster } from './open-cluster.js';
import { SHELTER } from './programs.js';

/** A share in a running PostgreSQL of our own. */
export interface EmbeddedPostgres {
  /** Connection string with the password, `postgresql://…@127.0.0.1:port/database`. */
  readonly url: string;
  /** Gives the share back; the last process to leave stops the server. Calling it again does nothing. */
  leave(): Promise<void>;
}

/**
 * Joins the PostgreSQL kept in `<folder>/postgres`: makes it at the first start, repairs it after a crash,
 * starts it when it does not run, shares it with every other process that joined, and creates `database`
 * if it is absent. Faults are errors whose message says what to do; the wait is bounded by a minute.
 *
 * As root, where PostgreSQL's own user cannot enter `folder`, `<folder>/postgres` is a symbolic link to a
 * folder in /var/lib/shelflife-postgres; deleting the link gives a fresh library.
 */
export async function joinEmbeddedPostgres(wish: {
  folder: string;
  database: string;
}): Promise<EmbeddedPostgres> {
  return await joinCluster({ folder: wish.folder, initdb: [], shelter: SHELTER }, wish.database);
}

/** The same for a cluster of other make, or with another shelter: for tests of this very feature. */
export async function joinCluster(wish: ClusterWish, database: string): Promise<EmbeddedPostgres> {
  const lease = await takeLease(await openCluster(wish), database);
  let left: Promise<void> | undefined;
  return { url: lease.url, leave: () => (left ??= lease.end()) };
}
