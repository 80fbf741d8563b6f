import { openCluster, type ClusterWish } from './cluster.js';
import { takeLease, type Lease } from './lease.js';

/** A lease on the embedded PostgreSQL. */
export type EmbeddedPostgres = Pick<Lease, 'url' | 'leave'>;

/**
 * Joins the PostgreSQL in `<folder>/postgres`: creates it on the first start, repairs it after a crash, starts it if it
 * does not run, shares it with every other process that has joined, and creates `database` if it is missing. The
 * message of an error says what to do. Waits a minute at most.
 *
 * As root, where PostgreSQL's own user cannot enter `folder`, `<folder>/postgres` is a symbolic link to a folder in
 * /var/lib/shelflife-postgres; deleting the link gives an empty library.
 */
export async function joinEmbeddedPostgres(
  wish: ClusterWish & { readonly database: string },
): Promise<EmbeddedPostgres> {
  return takeLease(await openCluster(wish), wish.database);
}
