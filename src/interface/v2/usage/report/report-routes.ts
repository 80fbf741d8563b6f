import { inject, injectable } from 'tsyringe';
import { MigrationReports } from '../../../../application/usage/report/migration-reports.js';
import { notOneOf } from '../../../../domain/kernel/field-fault.js';
import { Refusal } from '../../../../domain/kernel/refusal.js';
import { ContractDiffs } from '../../../documentation/migration/contract-diffs.js';
import type { Difference } from '../../../documentation/migration/difference.js';
import { majorOf } from '../../../documentation/migration/guide-address.js';
import { ok } from '../../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { validationFailed } from '../../../kernel/errors/refusals.js';
import { presentReport } from './present-report.js';
import { MigrationQuery, MigrationReport } from './report-shapes.js';

/** Which changes of the contracts concern what a client really calls. */
@injectable()
export class ReportRoutes implements RouteGroup {
  constructor(
    @inject(MigrationReports) private readonly reports: MigrationReports,
    @inject(ContractDiffs) private readonly diffs: ContractDiffs,
  ) {}

  routes(): readonly Route[] {
    return [
      route({
        operationId: 'getMigrationReport',
        method: 'GET',
        path: '/me/migration-report',
        since: '2.3',
        summary: 'Show what my client must change',
        description:
          'The changes between two minors that concern the calls of the last 90 days: those of the API key that asks, or ' +
          'else those of all clients of the account. All other changes are a number. Calls that are answered with a ' +
          'change already do not count for it.',
        audience: 'patron',
        accepts: { query: MigrationQuery },
        responds: { 200: MigrationReport },
        handle: async ({ query, caller }) => {
          const differences = await this.differences(query);
          const report = await this.reports.of(caller, majorOf(query.from), differences);
          return ok(presentReport(query, report));
        },
      }),
    ];
  }

  /** @throws Refusal `request.validation_failed` for minors that cannot be compared */
  private async differences({ from, to }: MigrationQuery): Promise<readonly Difference[]> {
    const origins = this.diffs.origins();
    if (!origins.includes(from)) throw refused('from', origins);
    const differences = await this.diffs.between(from, to);
    if (!differences) throw refused('to', this.diffs.targets(from));
    return differences;
  }
}

function refused(parameter: string, allowed: readonly string[]): Refusal {
  return new Refusal(validationFailed, { [parameter]: [notOneOf(allowed)] }, { parameters: [parameter] });
}
