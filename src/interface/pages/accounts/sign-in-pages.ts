import type { Context, Middleware } from 'koa';
import { inject, injectable } from 'tsyringe';
import { PageSignIn, pageSignInRefusals } from '../../../application/accounts/audiences/page-sign-in.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import type { Html } from '../../documentation/discovery/html.js';
import { languageOf } from '../../kernel/answer/language.js';
import type { PageGroup, PageKernel } from '../../kernel/app/page-group.js';
import { foreignOrigin } from '../../kernel/errors/page-refusals.js';
import { limitExceeded, methodNotAllowed, statusOf } from '../../kernel/errors/refusals.js';
import { networkOf } from '../../kernel/limits/address.js';
import { addressOf } from '../../kernel/limits/client-address.js';
import { signInPath, visitorOf } from '../../kernel/pages/for-visitors.js';
import { localPath } from '../../kernel/pages/local-path.js';
import { refuseForeignOrigin } from '../../kernel/pages/own-origin.js';
import { readFields } from '../../kernel/pages/form-fields.js';
import { dropPageCookie, setPageCookie } from '../../kernel/pages/page-cookie.js';
import { answerPage, fault } from './page-layout.js';
import { pageWords, type PageWords } from './page-words.js';
import { signInForm } from './sign-in-form.js';

const signOutPath = '/account/sign-out';

/** The sign-in for the pages of the service, and the sign-out. They need no JavaScript. */
@injectable()
export class SignInPages implements PageGroup {
  constructor(@inject(PageSignIn) private readonly signIn: PageSignIn) {}

  middleware(kernel: PageKernel): Middleware {
    return async (ctx, next) => {
      if (ctx.path !== signInPath && ctx.path !== signOutPath) return next();
      ctx.state['route'] = ctx.path;
      ctx.set('Cache-Control', 'no-store');
      const isSignIn = ctx.path === signInPath;
      if (isSignIn && (ctx.method === 'GET' || ctx.method === 'HEAD')) return this.show(ctx, kernel);
      if (ctx.method === 'POST') return isSignIn ? this.start(ctx, kernel) : this.end(ctx, kernel);
      ctx.set('Allow', isSignIn ? 'GET, HEAD, POST, OPTIONS' : 'POST, OPTIONS');
      if (ctx.method !== 'OPTIONS') throw new Refusal(methodNotAllowed);
      ctx.status = 204;
    };
  }

  /** Who has signed in already is sent on. */
  private async show(ctx: Context, kernel: PageKernel): Promise<void> {
    const to = localPath(ctx.query['to']);
    const isGone = () => ctx.req.socket.destroyed;
    let isKnown = false;
    await kernel.workload.run({ isGone }, async () => {
      isKnown = (await visitorOf(ctx, kernel)) !== undefined;
    });
    if (isKnown) return seeOther(ctx, to);
    const words = pageWords[languageOf(ctx)];
    await answerSignIn(ctx, signInForm(words, { to }), 200);
  }

  private async start(ctx: Context, kernel: PageKernel): Promise<void> {
    let fields: Readonly<Record<string, string>> = {};
    try {
      refuseForeignOrigin(ctx);
      await kernel.limits.consumeRateLimit(ctx, { operationId: ctx.path }, { role: 'anonymous' });
      fields = await readFields(ctx);
      await this.attempt(ctx, kernel, fields);
    } catch (error) {
      if (!(error instanceof Refusal) || error.cause !== undefined) throw error;
      ctx.state['code'] = error.code;
      const words = pageWords[languageOf(ctx)];
      const given = { to: localPath(fields['to']), email: fields['email'] ?? '' };
      const form = signInForm(words, { ...given, fault: fault([sentence(words, error)]) });
      await answerSignIn(ctx, form, statusOf(error.reasons[0]));
    }
  }

  private async attempt(
    ctx: Context,
    kernel: PageKernel,
    { email = '', password = '', code = '', to }: Readonly<Record<string, string>>,
  ): Promise<void> {
    const facts = {
      requestId: ctx.state['requestId'] as string,
      caller: { role: 'anonymous' } as const,
      network: () => networkOf(addressOf(ctx)),
      userAgent: ctx.get('User-Agent'),
    };
    const isGone = () => ctx.req.socket.destroyed;
    const account = email.trim().slice(0, 254);
    const factor = code.trim() === '' ? undefined : code.trim().slice(0, 64);
    await kernel.workload.run({ isGone }, () =>
      kernel.scope.run(facts, async () => {
        await kernel.signInLimit.attempt(ctx, { account, spared: pageSignInRefusals.noGuess }, async () => {
          setPageCookie(ctx, await this.signIn.start(account, password.slice(0, 1_024), factor));
          return { status: 303, headers: {}, mediaType: 'text/html', body: '' };
        });
      }),
    );
    seeOther(ctx, localPath(to));
  }

  private async end(ctx: Context, kernel: PageKernel): Promise<void> {
    refuseForeignOrigin(ctx);
    const isGone = () => ctx.req.socket.destroyed;
    await kernel.workload.run({ isGone }, async () => {
      const visitor = await visitorOf(ctx, kernel);
      if (visitor) await this.signIn.end(visitor);
    });
    ctx.remove('Set-Cookie');
    dropPageCookie(ctx);
    seeOther(ctx, signInPath);
  }
}

function seeOther(ctx: Context, path: string): void {
  ctx.status = 303;
  ctx.redirect(path);
}

function sentence(words: PageWords, { code }: Refusal): string {
  if (code === limitExceeded.code) return words.tooMany;
  if (code === foreignOrigin.code) return words.foreignForm;
  return words.signInFaults[code] ?? words.failed;
}

/** Our own address may reach this service, so that browsers say where a form comes from. */
async function answerSignIn(ctx: Context, content: Html, status: number): Promise<void> {
  await answerPage(ctx, (words) => words.signInTitle, content, status);
  ctx.set('Referrer-Policy', 'same-origin');
}
