import type { Context, Middleware } from 'koa';
import { inject, injectable } from 'tsyringe';
import type { SignedIn } from '../../../../application/kernel/request/caller.js';
import { ConsentService, type Agreeing } from '../../../../application/usage/lifecycle/consent-service.js';
import { missing } from '../../../../domain/kernel/field-fault.js';
import { Refusal } from '../../../../domain/kernel/refusal.js';
import { html, type Html } from '../../../documentation/discovery/html.js';
import { sendResponse } from '../../../kernel/answer/encoded-response.js';
import { languageOf } from '../../../kernel/answer/language.js';
import type { PageGroup, PageKernel } from '../../../kernel/app/page-group.js';
import {
  malformedRequest,
  methodNotAllowed,
  statusOf,
  validationFailed,
} from '../../../kernel/errors/refusals.js';
import { saySentence } from '../../../kernel/errors/sentences.js';
import { readFields } from '../../../kernel/pages/form-fields.js';
import { forVisitors } from '../../../kernel/pages/for-visitors.js';
import type { AnswerFields } from './answer-forms.js';
import { developerAssets } from './assets.js';
import { answerPage } from './layout.js';
import { DeveloperOverview } from './overview.js';
import { developerWords } from './words/index.js';

const path = '/developers';

/** The page of those who own clients. Everything on it works without a script. */
@injectable()
export class DeveloperPages implements PageGroup {
  private readonly assets = new Map(Object.values(developerAssets).map((each) => [each.path, each.answer]));

  constructor(
    @inject(DeveloperOverview) private readonly overview: DeveloperOverview,
    @inject(ConsentService) private readonly consents: ConsentService,
  ) {}

  middleware(kernel: PageKernel): Middleware {
    const visit = forVisitors(kernel, (ctx, visitor) =>
      isRead(ctx) ? this.show(ctx, visitor) : this.answer(ctx, visitor, kernel),
    );
    return async (ctx, next) => {
      const asset = this.assets.get(ctx.path);
      if (asset && isRead(ctx)) return sendResponse({ ctx, caller: { role: 'anonymous' } }, asset);
      if (ctx.path.replace(/\/$/, '') !== path) return next();
      ctx.state['route'] = path;
      if (isRead(ctx) || ctx.method === 'POST') return visit(ctx);
      ctx.set('Allow', 'GET, HEAD, POST, OPTIONS');
      if (ctx.method !== 'OPTIONS') throw new Refusal(methodNotAllowed);
      ctx.status = 204;
    };
  }

  private show(ctx: Context, visitor: SignedIn): Promise<void> {
    const words = developerWords[languageOf(ctx)];
    const notice =
      ctx.query['answered'] === undefined ? html`` : html`<p role="status">${words.answered}</p>`;
    return this.showWith(ctx, visitor, notice, 200);
  }

  /** Stores the answer of a form. The page that follows can be loaded again without sending it again. */
  private async answer(ctx: Context, visitor: SignedIn, kernel: PageKernel): Promise<void> {
    try {
      const agreeing = agreeingOf(await readFields(ctx));
      await this.consents.agree(visitor, agreeing);
      ctx.status = 303;
      ctx.redirect(`${path}?answered=${agreeing.lifecycleId}`);
    } catch (error) {
      if (!(error instanceof Refusal) || error.cause !== undefined) throw error;
      ctx.state['code'] = error.code;
      const language = languageOf(ctx);
      const [reason] = error.reasons;
      const said =
        error.code === validationFailed.code
          ? developerWords[language].dayMissing
          : saySentence(kernel.sentences.in(language), reason);
      const notice = html`<p role="alert" class="gone">${said}</p>`;
      await this.showWith(ctx, visitor, notice, statusOf(reason));
    }
  }

  private async showWith(ctx: Context, { patronId }: SignedIn, notice: Html, status: number): Promise<void> {
    const words = developerWords[languageOf(ctx)];
    const content = await this.overview.of(patronId, words);
    await answerPage(
      ctx,
      words,
      html`<p class="lead">${words.lead}</p>
        ${notice} ${content}`,
      status,
    );
  }
}

function isRead({ method }: Context): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** @throws Refusal `request.malformed`, or `request.validation_failed` for an extension without a day */
function agreeingOf({ deprecation, kind, client = '', until = '' }: AnswerFields): Agreeing {
  if (deprecation === undefined || (kind !== 'consent' && kind !== 'extension'))
    throw new Refusal(malformedRequest);
  const consumerId = client === '' ? undefined : Number(client);
  const agreeing = { lifecycleId: deprecation, consumerId, reason: undefined };
  if (kind === 'consent') return { ...agreeing, until: undefined };
  const day = new Date(`${until}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) throw new Refusal(validationFailed, { until: [missing] });
  return { ...agreeing, until: day };
}
