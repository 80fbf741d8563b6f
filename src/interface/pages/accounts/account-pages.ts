import type { Context, Middleware } from 'koa';
import { networkOf } from '../../kernel/limits/address.js';
import { addressOf } from '../../kernel/limits/client-address.js';
import { inject, injectable } from 'tsyringe';
import { emailRefusals, EmailService } from '../../../application/accounts/mail/email-service.js';
import { PasswordResetService } from '../../../application/accounts/mail/password-reset-service.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { html, type Html } from '../../documentation/discovery/html.js';
import type { PageGroup, PageKernel } from '../../kernel/app/page-group.js';
import { limitExceeded, methodNotAllowed, statusOf, validationFailed } from '../../kernel/errors/refusals.js';
import { sayFault, type Wording } from '../../kernel/errors/sentences.js';
import { checkInput } from '../../kernel/input/validate.js';
import { languageOf } from '../../kernel/answer/language.js';
import { readFields } from '../../kernel/pages/form-fields.js';
import { AskFields, PasswordFields } from './form-body.js';
import { answerPage, askForm, fault, message, resetForm, verifyForm } from './page-layout.js';
import { pageWords, type PageWords } from './page-words.js';

type Fields = Readonly<Record<string, string>>;

/** A page with forms. */
interface Page {
  readonly title: (words: PageWords) => string;
  /** The form for a GET, which changes nothing: scanners of mail open links. */
  form(words: PageWords, token: string): Html;
  /** Does the work of the form. Returns what to say. @throws Refusal */
  submit(words: PageWords, fields: Fields, ctx: Context, kernel: PageKernel): Promise<string>;
}

/** The pages of mailed links, for libraries without a front end. They need no JavaScript. */
@injectable()
export class AccountPages implements PageGroup {
  private readonly pages: ReadonlyMap<string, Page>;

  constructor(
    @inject(EmailService) private readonly emails: EmailService,
    @inject(PasswordResetService) private readonly resets: PasswordResetService,
  ) {
    this.pages = new Map([
      ['/account/verify', this.verifyPage()],
      ['/account/reset', this.resetPage()],
    ]);
  }

  middleware(kernel: PageKernel): Middleware {
    return async (ctx, next) => {
      const page = this.pages.get(ctx.path);
      if (!page) return next();
      ctx.state['route'] = ctx.path;
      if (ctx.method === 'GET' || ctx.method === 'HEAD') return show(ctx, page);
      if (ctx.method === 'POST') return submit(ctx, page, kernel);
      ctx.set('Allow', 'GET, HEAD, POST, OPTIONS');
      if (ctx.method !== 'OPTIONS') throw new Refusal(methodNotAllowed);
      ctx.status = 204;
    };
  }

  private verifyPage(): Page {
    return {
      title: (words) => words.verifyTitle,
      form: (words, token) => (token === '' ? message(words.linkMissing) : verifyForm(words, token)),
      submit: async (words, { token = '' }) => {
        await this.emails.verify(token);
        return words.verified;
      },
    };
  }

  private resetPage(): Page {
    return {
      title: (words) => words.resetTitle,
      form: (words, token) => (token === '' ? askForm(words) : resetForm(words, token)),
      submit: async (words, { token, ...fields }, ctx, kernel) => {
        if (token !== undefined) {
          await this.resets.complete(token, checked(PasswordFields, fields).password);
          return words.reset;
        }
        const { email } = checked(AskFields, fields);
        await kernel.limits.consumeMailLimit(ctx, email);
        await this.resets.request(email);
        return words.asked;
      },
    };
  }
}

/** @throws Refusal `request.validation_failed` */
function checked<T extends object>(shape: new () => T, fields: Fields): T {
  return checkInput({ body: shape }, { path: {}, query: {}, body: fields }, true).body as T;
}

function show(ctx: Context, page: Page): Promise<void> {
  const words = pageWords[languageOf(ctx)];
  const { token } = ctx.query;
  return answer(ctx, page, page.form(words, typeof token === 'string' ? token : ''));
}

/** Does the work on behalf of an anonymous caller, and shows the form again when it was refused. */
async function submit(ctx: Context, page: Page, kernel: PageKernel): Promise<void> {
  const words = pageWords[languageOf(ctx)];
  let fields: Fields = {};
  try {
    await kernel.limits.consumeRateLimit(ctx, { operationId: ctx.path }, { role: 'anonymous' });
    fields = await readFields(ctx);
    const facts = {
      requestId: ctx.state['requestId'] as string,
      caller: { role: 'anonymous' } as const,
      network: () => networkOf(addressOf(ctx)),
    };
    const isGone = () => ctx.req.socket.destroyed;
    const work = () => kernel.scope.run(facts, () => page.submit(words, fields, ctx, kernel));
    await answer(ctx, page, message(await kernel.workload.run({ isGone }, work)));
  } catch (error) {
    if (!(error instanceof Refusal) || error.cause !== undefined) throw error;
    ctx.state['code'] = error.code;
    ctx.status = statusOf(error.reasons[0]);
    const wording = kernel.sentences.in(languageOf(ctx));
    await answer(ctx, page, again(page, words, fields, error, wording), ctx.status);
  }
}

/** The fault, and the form once more if another try can help. */
function again(
  page: Page,
  words: PageWords,
  { token = '' }: Fields,
  refusal: Refusal,
  wording: Wording,
): Html {
  const said = fault(faultsOf(words, refusal, wording));
  const isFinal = emailRefusals.verify.some(({ code }) => code === refusal.code);
  return isFinal ? said : html`${said}${page.form(words, token)}`;
}

function faultsOf(words: PageWords, { code, fields = {} }: Refusal, wording: Wording): string[] {
  const [linkInvalid, emailTaken] = emailRefusals.verify;
  if (code === linkInvalid.code) return [words.linkInvalid];
  if (code === emailTaken.code) return [words.emailTaken];
  if (code === limitExceeded.code) return [words.tooMany];
  const passwordFault = words.passwordFaults[code];
  if (passwordFault !== undefined) return [words.passwordWrong, passwordFault];
  if (code !== validationFailed.code) return [words.failed];
  if ('email' in fields) return [words.emailWrong];
  const said = Object.entries(fields).flatMap(([field, faults]) =>
    faults.map((each) => sayFault(wording, field, each)),
  );
  return [words.passwordWrong, ...said];
}

function answer(ctx: Context, page: Page, content: Html, status = 200): Promise<void> {
  return answerPage(ctx, page.title, content, status);
}
