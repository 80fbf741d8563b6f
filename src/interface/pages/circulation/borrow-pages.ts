import { randomUUID } from 'node:crypto';
import type { Context, Middleware } from 'koa';
import { inject, injectable } from 'tsyringe';
import { LoanQueries } from '../../../application/circulation/loan-queries.js';
import { LoanService } from '../../../application/circulation/loan-service.js';
import { Titles, type BookTitle } from '../../../application/circulation/titles.js';
import type { LoanView } from '../../../application/circulation/views.js';
import type { SignedIn } from '../../../application/kernel/request/caller.js';
import { LocalTime } from '../../../application/kernel/local-time.js';
import { Idempotency, keyInUse } from '../../../application/kernel/storage/idempotency.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { html, type Html } from '../../documentation/discovery/html.js';
import { languageOf } from '../../kernel/answer/language.js';
import type { PageGroup, PageKernel } from '../../kernel/app/page-group.js';
import { malformedRequest, methodNotAllowed, statusOf } from '../../kernel/errors/refusals.js';
import { saySentence } from '../../kernel/errors/sentences.js';
import { forVisitors, signInPath, visitorOf } from '../../kernel/pages/for-visitors.js';
import { readFields } from '../../kernel/pages/form-fields.js';
import { answerPage } from './borrow-layout.js';
import { borrowWords } from './borrow-words.js';

/** The page on which a person borrows a book, for programs that only know its address. It needs no script. */
@injectable()
export class BorrowPages implements PageGroup {
  constructor(
    @inject(Titles) private readonly titles: Titles,
    @inject(LoanQueries) private readonly loans: LoanQueries,
    @inject(LoanService) private readonly service: LoanService,
    @inject(Idempotency) private readonly idempotency: Idempotency,
    @inject(LocalTime) private readonly calendar: LocalTime,
  ) {}

  middleware(kernel: PageKernel): Middleware {
    const send = forVisitors(kernel, (ctx, visitor) => this.borrow(ctx, visitor, kernel));
    return async (ctx, next) => {
      if (!/^\/borrow\/[^/]+$/.test(ctx.path)) return next();
      ctx.state['route'] = '/borrow/:id';
      if (ctx.method === 'GET' || ctx.method === 'HEAD') return this.look(ctx, kernel);
      if (ctx.method === 'POST') return send(ctx);
      ctx.set('Allow', 'GET, HEAD, POST, OPTIONS');
      if (ctx.method !== 'OPTIONS') throw new Refusal(methodNotAllowed);
      ctx.status = 204;
    };
  }

  /** Everybody sees the book. A browser leaves the cookie out when a link of another program leads here. */
  private async look(ctx: Context, kernel: PageKernel): Promise<void> {
    const isGone = () => ctx.req.socket.destroyed;
    await kernel.workload.run({ isGone }, async () => {
      const visitor = await visitorOf(ctx, kernel);
      const caller = visitor ?? ({ role: 'anonymous' } as const);
      await kernel.limits.consumeRateLimit(ctx, { operationId: '/borrow' }, caller);
      await this.show(ctx, visitor, html``, 200);
    });
  }

  /**
   * Lends a free copy to who has none. A form that was sent twice borrows once, also after the return, and the page that
   * follows can be loaded again.
   */
  private async borrow(ctx: Context, visitor: SignedIn, kernel: PageKernel): Promise<void> {
    const bookId = bookIn(ctx);
    try {
      const { key = '' } = await readFields(ctx);
      if (!/^[\w-]{36}$/.test(key)) throw new Refusal(malformedRequest);
      await this.lend(bookId, visitor, key);
      seeOther(ctx, `/borrow/${bookId}`);
    } catch (error) {
      if (!(error instanceof Refusal) || error.cause !== undefined) throw error;
      // The first of two forms still runs: its page follows.
      if (error.code === keyInUse.code) return seeOther(ctx, `/borrow/${bookId}`);
      ctx.state['code'] = error.code;
      const wording = kernel.sentences.in(languageOf(ctx));
      const words = borrowWords[languageOf(ctx)];
      const said = error.reasons.map((reason) =>
        reason.code === malformedRequest.code ? words.again : saySentence(wording, reason),
      );
      const notice = html`<p role="alert" class="gone">${[words.refused, ...said].join(' ')}</p>`;
      await this.show(ctx, visitor, notice, statusOf(error.reasons[0]));
    }
  }

  private async lend(bookId: number, visitor: SignedIn, key: string): Promise<void> {
    const once = { scope: `${visitor.patronId} /borrow`, key, fingerprint: String(bookId) };
    await this.idempotency.once(once, async () => {
      await this.service.borrowOnce(bookId, visitor);
      return { answer: '', keep: true };
    });
  }

  private async openLoan({ patronId }: SignedIn, bookId: number): Promise<LoanView | undefined> {
    const filter = { mineOf: patronId, bookId, status: 'open' } as const;
    const { items } = await this.loans.list(filter, { offset: 0, limit: 1 });
    return items[0];
  }

  private async show(
    ctx: Context,
    visitor: SignedIn | undefined,
    notice: Html,
    status: number,
  ): Promise<void> {
    const words = borrowWords[languageOf(ctx)];
    const bookId = bookIn(ctx);
    const [book] = await this.titles.of([bookId]);
    if (!book) return answerPage(ctx, html`<p role="alert">${words.notFound}</p>`, 404);
    const part = visitor ? await this.ofVisitor(ctx, visitor, bookId) : signIn(ctx);
    await answerPage(ctx, html`${bookPart(ctx, book)} ${notice} ${part}`, status);
  }

  /** The due date of who has the book, and the form for everybody else. */
  private async ofVisitor(ctx: Context, visitor: SignedIn, bookId: number): Promise<Html> {
    const words = borrowWords[languageOf(ctx)];
    const loan = await this.openLoan(visitor, bookId);
    if (loan) return html`<p role="status">${words.borrowed(this.sayDay(loan.dueAt, ctx))}</p>`;
    return html`<p>${words.lead}</p>
      <form method="post" action="/borrow/${bookId}">
        <input type="hidden" name="key" value="${randomUUID()}" />
        <button>${words.button}</button>
      </form>`;
  }

  /** The day in the library, such as `Monday, 21 December 2026`. */
  private sayDay(moment: Date, ctx: Context): string {
    const language = languageOf(ctx);
    const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      dateStyle: 'full',
      timeZone: 'UTC',
    });
    return format.format(new Date(`${this.calendar.day(moment)}T00:00:00Z`));
  }
}

/** The key of the book in the path; 0, which no book has, for any other text. */
function bookIn({ path }: Context): number {
  const id = path.slice('/borrow/'.length);
  return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : 0;
}

function bookPart(ctx: Context, { title, makers }: BookTitle): Html {
  const { by } = borrowWords[languageOf(ctx)];
  return html`<p class="lead">
    <strong>${title}</strong>${makers.length === 0 ? '' : ` ${by} ${makers.join(', ')}`}
  </p>`;
}

function signIn(ctx: Context): Html {
  const words = borrowWords[languageOf(ctx)];
  return html`<p>${words.signInLead}</p>
    <p><a href="${signInPath}?to=${encodeURIComponent(ctx.path)}">${words.signIn}</a></p>`;
}

function seeOther(ctx: Context, path: string): void {
  ctx.status = 303;
  ctx.redirect(path);
}
