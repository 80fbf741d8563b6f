import { inject, injectable } from 'tsyringe';
import { dayOf } from '../../../domain/usage/mails/stages.js';
import { DeclaredLifecycles } from '../../kernel/settings.js';
import { HeldSunsets } from '../lifecycle/held-sunsets.js';
import type { OperatorDigest } from './digest-texts.js';
import { MailEvidence, type UntoldClient } from './mail-evidence.js';

/** Clients that the mail lists for each end of life. */
const listed = 50;

/** What operators have to do about ends of life: sunsets that are held, and clients that could not be told. */
@injectable()
export class OperatorMail {
  constructor(
    @inject(DeclaredLifecycles) private readonly declared: DeclaredLifecycles,
    @inject(HeldSunsets) private readonly held: HeldSunsets,
    @inject(MailEvidence) private readonly evidence: MailEvidence,
  ) {}

  /** Undefined when there is nothing to do. */
  async digest(now: Date): Promise<OperatorDigest | undefined> {
    const held = await this.held.list();
    const untold: UntoldClient[] = [];
    for (const lifecycle of this.declared.all())
      untold.push(...(await this.evidence.untold(lifecycle, now, listed)));
    return held.length + untold.length === 0 ? undefined : { day: dayOf(now), held, untold };
  }
}
