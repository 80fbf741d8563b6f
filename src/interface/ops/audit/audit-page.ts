import type { Context } from 'koa';
import { inject, injectable } from 'tsyringe';
import { AuditQueries } from '../../../application/audit/audit-queries.js';
import { Clock } from '../../../application/kernel/clock.js';
import { html, type Html } from '../../documentation/discovery/html.js';
import { Cursors } from '../../kernel/answer/cursor.js';
import { checkInput } from '../../kernel/input/validate.js';
import type { ConsolePage, Glance } from '../kernel/console/console-page.js';
import { count, moment, table } from '../kernel/console/parts.js';
import { AuditTrailQuery, type TrailEvent } from './audit-trail-shapes.js';
import { presentTrailEvent, trailFilter } from './present-trail.js';

/** Failed sign-ins in a day that are more than people who mistype. */
const manyFailures = 50;
const countedAtMost = 200;
const dayMs = 86_400_000;

/** The search of the audit trail. */
@injectable()
export class AuditPage implements ConsolePage {
  readonly path = 'audit';
  readonly title = 'Audit trail';
  readonly place = 40;

  constructor(
    @inject(AuditQueries) private readonly trail: AuditQueries,
    @inject(Cursors) private readonly cursors: Cursors,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async content(ctx: Context): Promise<Html> {
    const asked = Object.fromEntries(Object.entries(ctx.query).filter(([, value]) => value !== ''));
    const query = queryIn(asked);
    const after = this.cursors.read('operators audit', query.cursor);
    const slice = { after, limit: query.limit };
    const { items, next } = await this.trail.list(trailFilter(query), 'newest first', slice);
    const cursor = this.cursors.write('operators audit', next);
    return html`${form(asked)} ${eventTable(items.map(presentTrailEvent), this.clock.now())}
    ${cursor === null ? '' : html`<p><a rel="next" href="${nextPage(asked, cursor)}">Older events</a></p>`}`;
  }

  async glances(): Promise<readonly Glance[]> {
    const from = new Date(this.clock.now().getTime() - dayMs);
    const filter = { action: 'accounts.sign_in_failed', from };
    const { items, next } = await this.trail.list(filter, 'newest first', {
      after: undefined,
      limit: countedAtMost,
    });
    const failures = items.reduce((sum, { times }) => sum + times, 0);
    return [
      {
        title: 'Failed sign-ins',
        health: failures > manyFailures ? 'look' : 'good',
        value: `${count(failures)}${next ? ' or more' : ''}`,
        note: 'In the last 24 hours',
      },
    ];
  }
}

/** A date alone, as the form sends it, is its first moment. */
function queryIn(asked: Readonly<Record<string, unknown>>): AuditTrailQuery {
  const whole = Object.entries(asked).map(([name, value]) => [
    name,
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00Z` : value,
  ]);
  const query = Object.fromEntries(whole) as object;
  return checkInput({ query: AuditTrailQuery }, { path: {}, query, body: undefined }, true)
    .query as AuditTrailQuery;
}

function form(asked: Readonly<Record<string, unknown>>): Html {
  const field = (name: string, label: string, type: string, hint: string) =>
    html`<div>
      <label for="${name}">${label}</label>
      <input
        id="${name}"
        name="${name}"
        type="${type}"
        placeholder="${hint}"
        value="${textOf(asked[name])}"
      />
    </div>`;
  return html`<form class="search" method="get" action="/ops/audit" role="search" aria-label="Audit trail">
    ${field('action', 'Action', 'text', 'accounts.signed_in')}
    ${field('subject', 'About', 'text', 'patron:3')} ${field('actor', 'By account', 'number', '2')}
    ${field('from', 'From', 'date', '')} ${field('before', 'Before', 'date', '')}
    <button>Search</button>
  </form>`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function nextPage(asked: Readonly<Record<string, unknown>>, cursor: string): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...asked, cursor })) query.set(name, textOf(value));
  return `?${query.toString()}`;
}

function eventTable(events: readonly TrailEvent[], now: Date): Html {
  return table(
    'Events',
    [
      { title: 'When', cell: ({ at }: TrailEvent) => moment(new Date(at), now) },
      {
        title: 'Action',
        cell: ({ action, times }: TrailEvent) =>
          html`<a href="?action=${action}"><code>${action}</code></a> ${times > 1 ? `× ${times}` : ''}`,
      },
      {
        title: 'About',
        cell: ({ subject }: TrailEvent) =>
          subject === null ? '' : html`<a href="?subject=${subject}">${subject}</a>`,
      },
      { title: 'By', cell: ({ actor }: TrailEvent) => actorOf(actor) },
      { title: 'Network', cell: ({ network }: TrailEvent) => network ?? '' },
      {
        title: 'Details',
        cell: ({ details, requestId }: TrailEvent) =>
          html`${detailsOf(details)} ${requestId === null ? '' : html`<span class="soft">${requestId}</span>`}`,
      },
    ],
    events,
  );
}

function actorOf({ role, account, apiKey }: TrailEvent['actor']): Html {
  const key = apiKey === null ? '' : `, key ${apiKey}`;
  if (account === null) return html`${role}${key}`;
  return html`<a href="?actor=${account}">${role} ${account}</a>${key}`;
}

function detailsOf(details: TrailEvent['details']): Html {
  const text = JSON.stringify(details);
  return text === '{}' ? html`` : html`<code>${text}</code>`;
}
