import type { Context } from 'koa';
import type { SignedIn } from '../../../../application/kernel/request/caller.js';
import type { FormFields } from '../../../kernel/pages/form-fields.js';
import type { Html } from '../../../documentation/discovery/html.js';

/** How something is: well, worth a look, or broken. The word is shown beside the colour. */
export type Health = 'good' | 'look' | 'bad';

/** What a page says of itself on the overview, to be read in a glance. */
export interface Glance {
  readonly title: string;
  readonly health: Health;
  /** A number or a few words. */
  readonly value: string;
  readonly note: string;
}

/** A page of the console: one task. Only admins see it. */
export interface ConsolePage {
  /** Below `/ops/`. */
  readonly path: string;
  /** Its name in the navigation. */
  readonly title: string;
  /** Its place in the navigation, the lowest first. */
  readonly place: number;
  /** The page below its heading. @throws Refusal for a query that it does not understand */
  content(ctx: Context): Promise<Html>;
  /**
   * Does what a form of the page asks for. Absent for a page without forms.
   * @returns the address to go on at, below this host
   * @throws Refusal, which is shown above the page
   */
  submit?(fields: FormFields, visitor: SignedIn): Promise<string>;
  /** The tiles of the overview that lead to it. */
  glances(): Promise<readonly Glance[]>;
}
