import { openCluster, type ClusterWish } from './cluster.js';
import { takeLease, type Lease } from './lease.js';

/** A share in a running PostgreSQL of our own. */
export type EmbeddedPostgres = Pick<Lease, 'url' | 'leave'>;

/**
 * Joins the PostgreSQL kept in `<folder>/postgres`: makes it at the first start, repairs it after a crash,
 * starts it when it does not run, shares it with every other process that joined, and creates `database`
 * if it is absent. Faults are errors whose message says what to do; the wait is bounded by a minute.
 *
 * As root, where PostgreSQL's own user cannot enter `folder`, `<folder>/postgres` is a symbolic link to a
 * folder in /var/lib/shelflife-postgres; deleting the link gives a fresh library.
 */
export async function joinEmbeddedPostgres(
  wish: ClusterWish & { readonly database: string },
): Promise<EmbeddedPostgres> {
  return takeLease(await openCluster(wish), wish.database);
}
