import type { Caller } from '../../../application/kernel/request/caller.js';
import type { ReadRouting } from '../../../application/kernel/request/read-routing.js';
import type { ReadYourWrites } from './read-your-writes.js';
import type { Replica } from './replica.js';
import { firstLsn } from './lsn.js';

/** Reads from a replica, if it has reached the position of the caller's last write. */
export class ReplicaRouting implements ReadRouting {
  constructor(
    private readonly replica: Pick<Replica, 'allow'>,
    private readonly readYourWrites: Pick<ReadYourWrites, 'minimumLsn'>,
  ) {}

  async allowStale<T>(caller: Caller, work: () => Promise<T>): Promise<T> {
    const minimum =
      caller.role === 'anonymous' ? firstLsn : await this.readYourWrites.minimumLsn(writerName(caller));
    return this.replica.allow(minimum, work);
  }
}

/** The name of a caller under which its position is stored. */
export function writerName({ patronId }: { readonly patronId: number }): string {
  return String(patronId);
}
