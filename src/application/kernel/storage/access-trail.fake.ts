import type { AccessTrail } from './access-trail.js';

/** An access trail in memory. It records every read, whoever the caller is. */
export class FakeAccessTrail implements AccessTrail {
  readonly reads: { readonly action: string; readonly patronIds: readonly (number | null)[] }[] = [];
  readonly failures: { readonly action: string; readonly patronId: number | undefined }[] = [];
  /** The number of events that still name a network to be removed. */
  networksLeft = 0;
  /** The time before which networks were last removed. */
  forgotBefore: Date | undefined;

  recordReads(action: string, patronIds: readonly (number | null)[]): Promise<void> {
    this.reads.push({ action, patronIds });
    return Promise.resolve();
  }

  countFailure(action: string, patronId: number | undefined): Promise<void> {
    this.failures.push({ action, patronId });
    return Promise.resolve();
  }

  forgetNetworks(before: Date, limit: number): Promise<number> {
    const forgotten = Math.min(this.networksLeft, limit);
    this.networksLeft -= forgotten;
    this.forgotBefore = before;
    return Promise.resolve(forgotten);
  }
}
