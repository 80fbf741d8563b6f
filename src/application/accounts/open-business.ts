/** Does this patron have open business with the library, such as a loan? Any feature can implement it. */
export interface OpenBusiness {
  has(patronId: number): Promise<boolean>;
}
export const OpenBusiness = Symbol('accounts.OpenBusiness');
