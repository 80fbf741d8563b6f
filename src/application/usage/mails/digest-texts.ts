import type { Language } from '../../../domain/kernel/language.js';
import type { Brownout } from '../../../domain/kernel/lifecycle/brownouts.js';
import type { Stage } from '../../../domain/usage/mails/stages.js';
import type { Letter } from '../../kernel/mail.js';
import type { DeclaredLifecycle } from '../../kernel/settings.js';
import type { HeldSunset } from '../lifecycle/held-sunsets.js';
import type { ShownUse, UntoldClient } from './mail-evidence.js';

/** What a mail says about one end of life. */
export interface DigestSection {
  readonly lifecycle: DeclaredLifecycle;
  /** The most urgent one that is due. */
  readonly stage: Stage;
  /** Of a mail about a brownout. */
  readonly brownout?: (Brownout & { readonly refused: number }) | undefined;
  readonly lastAt: Date;
  /** At least one; each has a call that can be shown. */
  readonly uses: readonly ShownUse[];
  readonly report: string;
  /** A command that shows the answers of the day of the sunset; undefined if there is none to come. */
  readonly rehearsal: string | undefined;
}

export interface ClientDigest {
  readonly language: Language;
  readonly client: string;
  /** The most urgent one first. */
  readonly sections: readonly DigestSection[];
  /** Where the present state of all this is. */
  readonly list: string;
  readonly home: string;
}

export interface OperatorDigest {
  readonly day: string;
  readonly held: readonly HeldSunset[];
  readonly untold: readonly UntoldClient[];
}

/** Writes the mails. */
export interface DigestTexts {
  /** @throws Error for a section without evidence: nobody is told of something that cannot be shown */
  forClient(digest: ClientDigest): Letter;
  forOperators(digest: OperatorDigest): Letter;
}
export const DigestTexts = Symbol('usage.DigestTexts');
