import type { Context } from 'koa';
import { inject, injectable } from 'tsyringe';
import { Clock } from '../../../application/kernel/clock.js';
import { ClientUsage, type OperationUsage } from '../../../application/usage/operators/client-usage.js';
import { html, type Html } from '../../documentation/discovery/html.js';
import { chart } from '../kernel/console/chart.js';
import type { ConsolePage, Glance } from '../kernel/console/console-page.js';
import { count, moment, table } from '../kernel/console/parts.js';
import { dayOf, daysAgo } from '../days-ago.js';

/** The days that can be chosen. */
const spans = ['7', '30', '90', '365'];
const drawnOperations = 6;
const listedOperations = 100;

/** The calls by version and by operation. */
@injectable()
export class UsagePage implements ConsolePage {
  readonly path = 'usage';
  readonly title = 'Usage';
  readonly place = 10;

  constructor(
    @inject(ClientUsage) private readonly usage: ClientUsage,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async content(ctx: Context): Promise<Html> {
    const asked = ctx.query['days'];
    const span = typeof asked === 'string' && spans.includes(asked) ? asked : '30';
    const now = this.clock.now();
    const since = daysAgo(now, Number(span));
    const [minors, days, operations] = await Promise.all([
      this.usage.byMinor(since),
      this.usage.daysOfOperations(since, drawnOperations),
      this.usage.byOperation(since, listedOperations),
    ]);
    const byMinor = minors.map(({ day, minor, calls }) => ({ day, series: minor, value: calls }));
    const byOperation = days.map(({ day, major, operationId, calls }) => ({
      day,
      series: `v${major} ${operationId}`,
      value: calls,
    }));
    const drawn = [dayOf(since), dayOf(now)] as const;
    return html`${chooser(span)} ${chart('Calls by minor', byMinor, ...drawn)}
      ${chart('Calls of the operations with the most calls', byOperation, ...drawn)}
      <h2>Operations</h2>
      ${operationTable(operations, now)}`;
  }

  async glances(): Promise<readonly Glance[]> {
    const days = await this.usage.byMinor(daysAgo(this.clock.now(), 7));
    const calls = days.reduce((sum, day) => sum + day.calls, 0);
    const minors = [...new Set(days.map(({ minor }) => minor))].toSorted();
    return [
      {
        title: 'Calls',
        health: calls > 0 ? 'good' : 'look',
        value: count(calls),
        note: calls > 0 ? `In 7 days, by ${minors.join(', ')}` : 'None was counted in 7 days',
      },
    ];
  }
}

function chooser(current: string): Html {
  return html`<p class="chooser">
    ${spans.map((days) => html`<a href="?days=${days}" ${days === current ? html`aria-current="true"` : ''}>${days} days</a> `)}
  </p>`;
}

function operationTable(operations: readonly OperationUsage[], now: Date): Html {
  return table(
    'Operations by calls',
    [
      {
        title: 'Operation',
        cell: ({ major, operationId }: OperationUsage) => html`v${major} <code>${operationId}</code>`,
      },
      { title: 'Calls', cell: ({ calls }: OperationUsage) => count(calls), isNumber: true },
      { title: 'Refused or failed', cell: ({ refused }: OperationUsage) => count(refused), isNumber: true },
      { title: 'Clients', cell: ({ clients }: OperationUsage) => clients, isNumber: true },
      { title: 'Last call', cell: ({ lastAt }: OperationUsage) => moment(lastAt, now) },
    ],
    operations,
  );
}
