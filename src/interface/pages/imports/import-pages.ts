import { createReadStream } from 'node:fs';
import type { Context, Middleware } from 'koa';
import { inject, injectable } from 'tsyringe';
import { BookFiles } from '../../../application/imports/book-files.js';
import { ImportDesk } from '../../../application/imports/import-desk.js';
import { ImportQueries, rowOutcomes, type ImportView } from '../../../application/imports/imports.js';
import { chunkBytes, fileRule, shownName } from '../../../application/imports/sent-file.js';
import { isStaff, type SignedIn } from '../../../application/kernel/request/caller.js';
import type { FieldFault } from '../../../domain/kernel/field-fault.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { html, type Html } from '../../documentation/discovery/html.js';
import { sendResponse } from '../../kernel/answer/encoded-response.js';
import { languageOf } from '../../kernel/answer/language.js';
import type { PageGroup, PageKernel } from '../../kernel/app/page-group.js';
import { methodNotAllowed, noSuchPath, statusOf, validationFailed } from '../../kernel/errors/refusals.js';
import { sayFault, saySentence } from '../../kernel/errors/sentences.js';
import { checkFiles } from '../../kernel/input/check-files.js';
import { readForm } from '../../kernel/input/read-form.js';
import { uploadFolder, withUploadFolder } from '../../kernel/input/upload-folder.js';
import { forVisitors } from '../../kernel/pages/for-visitors.js';
import { importAssets } from './assets.js';
import { importForm, optionsOf, textsOf, type Filled } from './import-form.js';
import { importList, importPage, isOpen } from './import-view.js';
import { answerPage } from './layout.js';
import { importWords } from './words/index.js';

const files = { file: fileRule };
const rowsOfPage = 100;
const listed = 20;

/** `/import`, `/import/7` and `/import/7/cancel`. */
const address = /^\/import(?:\/(?<id>\d{1,15})(?<cancel>\/cancel)?)?\/?$/;

/** The pages of librarians for imports. Everything on them works without a script. */
@injectable()
export class ImportPages implements PageGroup {
  private readonly assets = new Map(Object.values(importAssets).map((each) => [each.path, each.answer]));

  constructor(
    @inject(ImportDesk) private readonly desk: ImportDesk,
    @inject(ImportQueries) private readonly queries: ImportQueries,
    @inject(BookFiles) private readonly books: BookFiles,
  ) {}

  middleware(kernel: PageKernel): Middleware {
    return async (ctx, next) => {
      const asset = this.assets.get(ctx.path);
      if (asset && isRead(ctx)) return sendResponse({ ctx, caller: { role: 'anonymous' } }, asset);
      const place = address.exec(ctx.path)?.groups;
      if (!place) return next();
      const { id, cancel } = place;
      ctx.state['route'] = id === undefined ? '/import' : `/import/:id${cancel ?? ''}`;
      if (!isAllowed(ctx, id, cancel)) return;
      await forVisitors(kernel, (_, visitor) =>
        this.answer(ctx, visitor, kernel, id === undefined ? undefined : Number(id)),
      )(ctx);
    };
  }

  private async answer(
    ctx: Context,
    visitor: SignedIn,
    kernel: PageKernel,
    id: number | undefined,
  ): Promise<void> {
    const words = importWords[languageOf(ctx)];
    if (!isStaff(visitor)) {
      const content = html`<p role="alert" class="gone">${words.onlyStaff}</p>`;
      return answerPage(ctx, words, { content, status: 403 });
    }
    if (isRead(ctx)) return id === undefined ? this.showForm(ctx) : this.show(ctx, kernel, id);
    if (id !== undefined) return this.cancel(ctx, id);
    await withUploadFolder({ ctx, endpoint: { route: { accepts: { files } } } }, () =>
      this.submit(ctx, visitor, kernel),
    );
  }

  private async showForm(ctx: Context, notice = html``, status = 200, filled: Filled = {}): Promise<void> {
    const words = importWords[languageOf(ctx)];
    const { items } = await this.queries.list({ limit: listed });
    const content = html`<p class="lead">${words.lead}</p>
      ${notice} ${importForm(words, this.books.programs, filled)} ${importList(words, items)}`;
    await answerPage(ctx, words, { content, status });
  }

  private async show(ctx: Context, kernel: PageKernel, id: number): Promise<void> {
    const language = languageOf(ctx);
    const words = importWords[language];
    const view = await this.find(id);
    const outcome = rowOutcomes.find((each) => each === ctx.query['outcome']);
    const after = Number(ctx.query['after']);
    const from = Number.isSafeInteger(after) && after < 2 ** 31 ? [after] : undefined;
    const rows = await this.queries.rows(id, outcome, { after: from, limit: rowsOfPage });
    const content = importPage(words, kernel.sentences.in(language), view, { ...rows, outcome });
    await answerPage(ctx, words, { content, isOpen: isOpen(view) });
  }

  /** Takes in a form. The page that follows can be loaded again without sending it again. */
  private async submit(ctx: Context, caller: SignedIn, kernel: PageKernel): Promise<void> {
    let filled: Filled = {};
    try {
      const form = await kernel.workload.pauseDeadline(() => readForm(ctx, files, uploadFolder(ctx)));
      filled = textsOf(form);
      const faults: Record<string, readonly FieldFault[]> = {};
      const [file] = checkFiles(files, form.files, faults)['file'] ?? [];
      if (!file || faults['file']) throw new Refusal(validationFailed, faults);
      const { id } = await this.desk.submit({
        caller,
        fileName: shownName(file.name),
        size: file.size,
        options: optionsOf(filled),
        content: () => createReadStream(file.path, { highWaterMark: chunkBytes }),
      });
      goTo(ctx, id);
    } catch (error) {
      if (!(error instanceof Refusal) || error.cause !== undefined) throw error;
      ctx.state['code'] = error.code;
      await this.showForm(ctx, faultsIn(ctx, kernel, error), statusOf(error.reasons[0]), filled);
    }
  }

  /** One that is over is shown as it is. */
  private async cancel(ctx: Context, id: number): Promise<void> {
    const view = await this.find(id);
    if (isOpen(view)) await this.desk.cancel(id).catch(unlessOver);
    goTo(ctx, id);
  }

  private async find(id: number): Promise<ImportView> {
    const view = await this.queries.view(id);
    if (!view) throw new Refusal(noSuchPath);
    return view;
  }
}

function unlessOver(error: unknown): void {
  if (!(error instanceof Refusal) || error.kind !== 'conflict') throw error;
}

function goTo(ctx: Context, id: number): void {
  ctx.status = 303;
  ctx.redirect(`/import/${id}`);
}

function faultsIn(ctx: Context, kernel: PageKernel, { fields = {}, reasons: [reason] }: Refusal): Html {
  const wording = kernel.sentences.in(languageOf(ctx));
  const faults = Object.entries(fields).flatMap(([field, all]) =>
    all.map((each) => sayFault(wording, field, each)),
  );
  return html`<p role="alert" class="gone">${[saySentence(wording, reason), ...faults].join(' ')}</p>`;
}

function isRead({ method }: Context): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** The form is read and sent, an import is read, and a cancellation is sent. */
function isAllowed(ctx: Context, id: string | undefined, cancel: string | undefined): boolean {
  const methods = cancel ? ['POST'] : id !== undefined ? ['GET', 'HEAD'] : ['GET', 'HEAD', 'POST'];
  if (methods.includes(ctx.method)) return true;
  ctx.set('Allow', [...methods, 'OPTIONS'].join(', '));
  if (ctx.method !== 'OPTIONS') throw new Refusal(methodNotAllowed);
  ctx.status = 204;
  return false;
}
