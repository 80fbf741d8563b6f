import { inject, injectable } from 'tsyringe';
import { emailTaken, passwordRefusals, registrationClosed } from '../../../domain/accounts/refusals.js';
import type { Language } from '../../../domain/kernel/language.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { PatronService, type Registration } from './patron-service.js';

/**
 * Who opens accounts: anybody, with an address that counts as verified; anybody, with an address that has to be
 * verified; or staff only.
 */
export type RegistrationMode = 'open' | 'verified' | 'staff';
export const RegistrationMode = Symbol('accounts.RegistrationMode');

/** The reasons for which each job can be refused. */
export const selfRegistrationRefusals = {
  register: [registrationClosed, emailTaken, ...passwordRefusals],
} as const;

/** What people state about themselves. */
export type OwnDetails = Omit<Registration, 'role' | 'emailVerified' | 'language'>;

/** Registers people who do it themselves. Throws Refusals as listed in `selfRegistrationRefusals`. */
@injectable()
export class SelfRegistration {
  constructor(
    @inject(PatronService) private readonly patrons: PatronService,
    @inject(RegistrationMode) private readonly mode: RegistrationMode,
  ) {}

  /** Registers a patron. Returns the patron's id. */
  async register(person: OwnDetails, language: Language): Promise<number> {
    if (this.mode === 'staff') throw new Refusal(registrationClosed);
    return this.patrons.register({ ...person, language, emailVerified: this.mode === 'open' });
  }
}
