import type { Caller } from '../../../application/kernel/request/caller.js';
import type { Reads } from '../../../application/kernel/request/read-routing.js';
import type { OwnWrites } from './read-your-writes.js';
import type { Replica } from './replica.js';
import { theBeginning } from './lsn.js';

/** Reads from a replica, which has to show what the caller has written. */
export class ReadsBehind implements Reads {
  constructor(
    private readonly replica: Pick<Replica, 'allow'>,
    private readonly ownWrites: Pick<OwnWrites, 'floorOf'>,
  ) {}

  async mayBeBehind<T>(caller: Caller, work: () => Promise<T>): Promise<T> {
    const floor = caller.role === 'anonymous' ? theBeginning : await this.ownWrites.floorOf(nameOf(caller));
    return this.replica.allow(floor, work);
  }
}

/** What a caller is called among those who have written. */
export function nameOf({ patronId }: { readonly patronId: number }): string {
  return String(patronId);
}
