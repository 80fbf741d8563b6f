/** Does this patron have open business with the library, such as a loan? Answered by any feature that has some. */
export interface OpenBusiness {
  has(patronId: number): Promise<boolean>;
}
export const OpenBusiness = Symbol('accounts.OpenBusiness');
