import type { Context, Middleware } from 'koa';
import { inject, injectable } from 'tsyringe';
import type { SignedIn } from '../../../../application/kernel/request/caller.js';
import { MigrationReports } from '../../../../application/usage/report/migration-reports.js';
import { Refusal } from '../../../../domain/kernel/refusal.js';
import { html } from '../../../documentation/discovery/html.js';
import { page, pagePolicy } from '../../../documentation/discovery/page.js';
import { ContractDiffs } from '../../../documentation/migration/contract-diffs.js';
import { majorOf } from '../../../documentation/migration/guide-address.js';
import { setPageHeaders } from '../../../kernel/answer/security-headers.js';
import type { PageGroup, PageKernel } from '../../../kernel/app/page-group.js';
import { methodNotAllowed } from '../../../kernel/errors/refusals.js';
import { forVisitors } from '../../../kernel/pages/for-visitors.js';
import { migrationReportPage } from './migration-report-page.js';
import { reportPath } from './report-path.js';

/** The report of one's own clients, to be read and printed. It is in English, as the contracts are. */
@injectable()
export class ReportPages implements PageGroup {
  constructor(
    @inject(MigrationReports) private readonly reports: MigrationReports,
    @inject(ContractDiffs) private readonly diffs: ContractDiffs,
  ) {}

  middleware(kernel: PageKernel): Middleware {
    const visit = forVisitors(kernel, (ctx, visitor) => this.show(ctx, visitor));
    return async (ctx, next) => {
      if (ctx.path !== reportPath) return next();
      ctx.state['route'] = reportPath;
      if (ctx.method === 'GET' || ctx.method === 'HEAD') return visit(ctx);
      ctx.set('Allow', 'GET, HEAD, OPTIONS');
      if (ctx.method !== 'OPTIONS') throw new Refusal(methodNotAllowed);
      ctx.status = 204;
    };
  }

  private async show(ctx: Context, visitor: SignedIn): Promise<void> {
    const [from, to] = [textOf(ctx.query['from']), textOf(ctx.query['to'])];
    const differences = await this.diffs.between(from, to);
    if (!differences) return answer(ctx, cannotCompare(this.diffs.targets(from)), 400);
    const report = await this.reports.of(visitor, majorOf(from), differences);
    return answer(ctx, migrationReportPage({ from, to }, report), 200);
  }
}

/** A parameter that was sent twice is none. */
function textOf(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : '';
}

function cannotCompare(targets: readonly string[]): string {
  return page(
    'No such report',
    html`<p role="alert">
        ${
          targets.length === 0
            ? 'There is no way on from this minor.'
            : `From this minor you can go on to ${targets.join(', ')}.`
        }
      </p>
      <p><a href="/developers#report">Choose again</a></p>`,
  );
}

async function answer(ctx: Context, text: string, status: number): Promise<void> {
  ctx.status = status;
  await setPageHeaders(ctx);
  ctx.set({ 'Cache-Control': 'no-store', 'Content-Security-Policy': pagePolicy });
  ctx.type = 'text/html';
  ctx.body = text;
}
