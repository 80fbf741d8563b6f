import { inject, injectable } from 'tsyringe';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { Patrons } from '../patrons.js';
import { purposeOf } from './code-checker.js';
import { SecondFactors } from './second-factors.js';
import { Vault } from './vault.js';

/** Seals stored secrets anew after a change of keys, so that the former key can go. */
@injectable()
export class SecretRenewal {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Patrons) private readonly patrons: Patrons,
    @inject(SecondFactors) private readonly factors: SecondFactors,
    @inject(Vault) private readonly vault: Vault,
  ) {}

  /** Runs one unit of work for each owner. Ends early when `stop` is aborted. */
  async renew(stop: AbortSignal): Promise<void> {
    const owners = await this.work.run(() => this.factors.owners());
    for (const owner of owners) {
      if (stop.aborted) return;
      await this.work.run(() => this.renewOf(owner));
    }
  }

  private async renewOf(patronId: number): Promise<void> {
    await this.patrons.lock(patronId);
    const factor = await this.factors.find(patronId);
    if (!factor) return;
    factor.secret = this.renewed(factor.secret, purposeOf(patronId));
    factor.newSecret = this.renewed(factor.newSecret, purposeOf(patronId));
  }

  /** A text that no key opens stays as it is: its key may come back. */
  private renewed(sealed: string | null, purpose: string): string | null {
    if (sealed === null || !this.vault.isOutdated(sealed, purpose)) return sealed;
    const text = this.vault.open(sealed, purpose);
    return text === undefined ? sealed : this.vault.seal(text, purpose);
  }
}
