import type { Context, Middleware } from 'koa';
import type { SignedIn } from '../../../../application/kernel/request/caller.js';
import { Refusal } from '../../../../domain/kernel/refusal.js';
import { html, type Html } from '../../../documentation/discovery/html.js';
import { sendResponse } from '../../../kernel/answer/encoded-response.js';
import { setPageHeaders } from '../../../kernel/answer/security-headers.js';
import type { PageGroup, PageKernel } from '../../../kernel/app/page-group.js';
import { methodNotAllowed, notAllowed, statusOf } from '../../../kernel/errors/refusals.js';
import { english, sayFault, saySentence } from '../../../kernel/errors/sentences.js';
import { forVisitors } from '../../../kernel/pages/for-visitors.js';
import { readFields, type FormFields } from '../../../kernel/pages/form-fields.js';
import { refuseForeignOrigin } from '../../../kernel/pages/own-origin.js';
import { consoleAssets } from './console-assets.js';
import { consoleLayout, consolePolicy } from './console-layout.js';
import type { ConsolePage } from './console-page.js';
import { overview } from './overview.js';

/** Where the overview is. All other pages are below it. */
const home = '/ops';

/** The console of the operators: pages that are made here, for admins who have signed in to the pages. */
export class Console implements PageGroup {
  private readonly pages: readonly ConsolePage[];
  private readonly byPath: ReadonlyMap<string, ConsolePage>;
  private readonly assets = new Map(Object.values(consoleAssets).map(({ path, answer }) => [path, answer]));

  constructor(pages: readonly ConsolePage[]) {
    this.pages = pages.toSorted((a, b) => a.place - b.place);
    const all = [overview(this.pages), ...this.pages];
    this.byPath = new Map(all.map((page) => [page.path === '' ? home : `${home}/${page.path}`, page]));
  }

  middleware(kernel: PageKernel): Middleware {
    const visit = forVisitors(kernel, (ctx, visitor) =>
      visitor.role === 'admin'
        ? this.answer(ctx, visitor)
        : answerPage(ctx, { title: 'Not for you', pages: [] }, notForYou, 403),
    );
    return async (ctx, next) => {
      const asset = this.assets.get(ctx.path);
      if (asset && isRead(ctx)) return sendResponse({ ctx, caller: { role: 'anonymous' } }, asset);
      const page = this.byPath.get(pathOf(ctx));
      if (!page) return next();
      ctx.state['route'] = pathOf(ctx);
      if (isRead(ctx)) return visit(ctx);
      if (ctx.method === 'POST' && page.submit) {
        refuseForeignOrigin(ctx);
        ctx.state['fields'] = await readFields(ctx);
        return visit(ctx);
      }
      ctx.set('Allow', page.submit ? 'GET, HEAD, POST, OPTIONS' : 'GET, HEAD, OPTIONS');
      if (ctx.method !== 'OPTIONS') throw new Refusal(methodNotAllowed);
      ctx.status = 204;
    };
  }

  private async answer(ctx: Context, visitor: SignedIn): Promise<void> {
    const page = this.byPath.get(pathOf(ctx));
    if (!page) return;
    const isChange = !isRead(ctx);
    try {
      if (!isChange) return await this.show(ctx, page);
      const to = await page.submit?.(ctx.state['fields'] as FormFields, visitor);
      ctx.set('Cache-Control', 'no-store');
      ctx.status = 303;
      ctx.redirect(to ?? ctx.path);
    } catch (error) {
      if (!(error instanceof Refusal) || error.cause !== undefined) throw error;
      ctx.state['code'] = error.code;
      const rest = isChange ? await contentAgain(ctx, page) : beginAgain;
      await this.show(ctx, page, html`${faultOf(error)}${rest}`, statusOf(error.reasons[0]));
    }
  }

  private async show(ctx: Context, page: ConsolePage, content?: Html, status = 200): Promise<void> {
    const frame = { title: page.title, pages: this.pages };
    await answerPage(ctx, frame, content ?? (await page.content(ctx)), status);
  }
}

const notForYou = html`<p role="alert">${notAllowed.message} This console is for admins of the library.</p>`;

const beginAgain = html`<p><a href="?">Begin again</a></p>`;

/** The page with its forms, below what is wrong with one. It can be at fault itself: for what is not there. */
async function contentAgain(ctx: Context, page: ConsolePage): Promise<Html> {
  try {
    return await page.content(ctx);
  } catch (error) {
    if (error instanceof Refusal && error.cause === undefined) return beginAgain;
    throw error;
  }
}

function isRead({ method }: Context): boolean {
  return method === 'GET' || method === 'HEAD';
}

function pathOf(ctx: Context): string {
  return ctx.path.replace(/(.)\/$/, '$1');
}

function faultOf({ reasons, fields = {} }: Refusal): Html {
  const faults = Object.entries(fields).flatMap(([field, some]) =>
    some.map((each) => html`<li>${sayFault(english, field, each)}</li>`),
  );
  return html`<div class="alert" role="alert">
    <p>${saySentence(english, reasons[0])}</p>
    <ul>
      ${faults}
    </ul>
  </div>`;
}

async function answerPage(
  ctx: Context,
  frame: { title: string; pages: readonly ConsolePage[] },
  content: Html,
  status: number,
): Promise<void> {
  ctx.status = status;
  await setPageHeaders(ctx);
  ctx.set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy': consolePolicy,
    // With none at all, browsers would not say either where the form to sign out comes from.
    'Referrer-Policy': 'same-origin',
  });
  ctx.type = 'text/html';
  ctx.body = consoleLayout({ ...frame, path: pathOf(ctx) }, content);
}
