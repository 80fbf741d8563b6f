import type { SecondFactor } from '../../../domain/accounts/second-factor.js';

/**
 * Write access to second factors, in the running unit of work, which stores the changes of a found one. Lock the patron
 * first: that lock also decides which of two equal codes is the second one.
 */
export interface SecondFactors {
  find(patronId: number): Promise<SecondFactor | undefined>;
  add(factor: SecondFactor): Promise<void>;
  /** Does nothing when there is none. */
  remove(patronId: number): Promise<void>;
  /** The patrons with a second factor or an unconfirmed secret, sorted. */
  owners(): Promise<number[]>;
}
export const SecondFactors = Symbol('accounts.SecondFactors');

/** A second factor as shown to its owner. */
export interface SecondFactorView {
  readonly confirmedAt: Date;
  readonly recoveryCodesLeft: number;
}

/** Reads the second factors. */
export interface SecondFactorQueries {
  /** Undefined when the patron has none, or has not confirmed it. */
  view(patronId: number): Promise<SecondFactorView | undefined>;
}
export const SecondFactorQueries = Symbol('accounts.SecondFactorQueries');
