import { inject, injectable } from 'tsyringe';
import type { SignedIn } from '../../../../application/kernel/request/caller.js';
import { ConsentService } from '../../../../application/usage/lifecycle/consent-service.js';
import { everything, type SwitchKind } from '../../../../application/usage/lifecycle/decisions.js';
import { OperatorDecisions } from '../../../../application/usage/lifecycle/operator-decisions.js';
import { Refusal } from '../../../../domain/kernel/refusal.js';
import { malformedRequest } from '../../../kernel/errors/refusals.js';
import { omitUndefined } from '../../../kernel/input/omit-undefined.js';
import type { FormFields } from '../../../kernel/pages/form-fields.js';
import { checkedForm, momentOf } from '../../kernel/console/change-form.js';
import { consentIn } from './consent-in.js';
import { AnonymousUse, ClientConsent, SwitchChange } from './decision-shapes.js';

/** The changes of the forms, and what is said after each. */
export const doneWords = {
  brownouts: 'Done. The worker obeys within five minutes.',
  hold: 'Done. The worker obeys within five minutes.',
  anonymous: 'The calls without a token are confirmed.',
  consent: 'The agreement is stored.',
} as const;

/** Does what the forms of the page of deprecations ask for, with the same checks as the API. */
@injectable()
export class DeprecationChanges {
  constructor(
    @inject(OperatorDecisions) private readonly decisions: OperatorDecisions,
    @inject(ConsentService) private readonly consents: ConsentService,
  ) {}

  /** Returns the address to go on at. @throws Refusal as the operations of the API do */
  async submit({ change = '', id = '', ...fields }: FormFields, by: SignedIn): Promise<string> {
    switch (change) {
      case 'brownouts':
        await this.switchTo(id, 'no_brownouts', fields);
        break;
      case 'hold':
        await this.switchTo(id, 'hold', fields);
        break;
      case 'anonymous':
        await this.confirm(id, fields);
        break;
      case 'consent':
        await this.consent(id, fields, by);
        break;
      default:
        throw new Refusal(malformedRequest);
    }
    const place = id === everything ? 'brownouts' : encodeURIComponent(id);
    return `/ops/deprecations?done=${change}#${place}`;
  }

  /** The fields say whether something is on; of brownouts, the switch says whether they are off. */
  private async switchTo(id: string, kind: SwitchKind, { on, reason }: FormFields): Promise<void> {
    const change = checkedForm(SwitchChange, { on: on === 'true', reason });
    await this.decisions.switchTo(id, kind, kind === 'hold' ? change.on : !change.on, change.reason);
  }

  private async confirm(id: string, { calls, reason }: FormFields): Promise<void> {
    const change = checkedForm(AnonymousUse, { calls: Number(calls), reason });
    await this.decisions.confirmAnonymous(id, change.calls, change.reason);
  }

  private async consent(id: string, fields: FormFields, by: SignedIn): Promise<void> {
    const { consumer, kind, until, reason } = fields;
    const given = omitUndefined({ consumer: Number(consumer), kind, until: momentOf(until), reason });
    await this.consents.agree(by, consentIn(id, checkedForm(ClientConsent, given)));
  }
}
