import type { SignedIn } from '../../kernel/request/caller.js';
import type { OwnUsage, UsedOperation } from './own-usage.js';

/** The calls of each patron, in memory. */
export class FakeOwnUsage implements OwnUsage {
  private readonly kept: (UsedOperation & { readonly patronId: number })[] = [];

  add(patronId: number, ...calls: readonly UsedOperation[]): void {
    this.kept.push(...calls.map((each) => ({ ...each, patronId })));
  }

  clear(): void {
    this.kept.length = 0;
  }

  async calls({ patronId }: SignedIn, major: number, since: Date): Promise<readonly UsedOperation[]> {
    return this.kept
      .filter(
        (each) => each.patronId === patronId && each.minor.startsWith(`${major}.`) && each.lastAt >= since,
      )
      .map(({ operationId, minor, calls, lastAt }) => ({ operationId, minor, calls, lastAt }));
  }
}
