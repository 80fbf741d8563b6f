import path from 'node:path';
import type { Programs } from './programs.js';
import type { Account } from './run-program.js';

/** The database superuser of every embedded cluster. */
export const SUPERUSER = 'shelflife';

/** A cluster that is ready to be started; all paths are absolute and free of symbolic links. */
export interface Cluster {
  /** Holds `data/`, `log` and `password`. */
  readonly place: string;
  readonly data: string;
  readonly log: string;
  readonly password: string;
  /** Who runs PostgreSQL; ourselves when undefined. */
  readonly account: Account | undefined;
  readonly programs: Programs;
}

/** What a cluster shall be like. */
export interface ClusterWish {
  /** The cluster is kept in its subfolder `postgres`. */
  readonly folder: string;
  /** Further arguments for initdb; they count only when the cluster is made. */
  readonly initdb: readonly string[];
  /** Takes what PostgreSQL's user cannot reach otherwise; only used by root. */
  readonly shelter: string;
}

/** Where what lies in the place of a cluster. */
export function pathsIn(place: string): Pick<Cluster, 'place' | 'data' | 'log' | 'password'> {
  const inside = (name: string): string => path.join(place, name);
  return { place, data: inside('data'), log: inside('log'), password: inside('password') };
}
