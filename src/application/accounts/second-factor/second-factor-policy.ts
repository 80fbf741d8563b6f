import type { Role } from '../../../domain/accounts/patron.js';

/** Whether staff need a second factor. Everybody who has one needs it to sign in. */
export class SecondFactorPolicy {
  constructor(private readonly staff: 'required' | 'optional') {}

  isRequiredFor(role: Role): boolean {
    return this.staff === 'required' && role !== 'patron';
  }
}
