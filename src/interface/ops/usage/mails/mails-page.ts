import type { Context } from 'koa';
import { inject, injectable } from 'tsyringe';
import { Clock } from '../../../../application/kernel/clock.js';
import {
  ClientMails,
  mailStates,
  type ClientMail,
  type MailState,
} from '../../../../application/usage/operators/client-mails.js';
import { html, type Html } from '../../../documentation/discovery/html.js';
import { Cursors } from '../../../kernel/answer/cursor.js';
import { checkInput } from '../../../kernel/input/validate.js';
import type { ConsolePage, Glance, Health } from '../../kernel/console/console-page.js';
import { badge, count, moment, table } from '../../kernel/console/parts.js';
import { daysAgo } from '../../days-ago.js';
import { clientMailList } from './mail-routes.js';
import { ClientMailQuery } from './mail-shapes.js';

const days = 30;

const healthOf: Readonly<Record<MailState, Health>> = {
  queued: 'good',
  delivered: 'good',
  bounced: 'look',
  untold: 'bad',
};

/** What the owners of clients were told about deprecations, and who could not be told. */
@injectable()
export class MailsPage implements ConsolePage {
  readonly path = 'mails';
  readonly title = 'Mails to clients';
  readonly place = 35;

  constructor(
    @inject(ClientMails) private readonly mails: ClientMails,
    @inject(Cursors) private readonly cursors: Cursors,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async content(ctx: Context): Promise<Html> {
    const { consumer, state, cursor, limit } = queryIn(ctx);
    const after = this.cursors.read(clientMailList, cursor);
    const { items, next } = await this.mails.list({ consumerId: consumer, state }, { after, limit });
    const asked = { ...(consumer !== undefined && { client: String(consumer) }), ...(state && { state }) };
    const nextCursor = this.cursors.write(clientMailList, next);
    return html`<p class="soft">
        What owners were told, the newest first. An owner who is not told stops the brownouts of what their
        client calls.
      </p>
      ${chooser(asked)} ${mailTable(items, this.clock.now())}
      ${
        nextCursor === null
          ? ''
          : html`<p><a rel="next" href="${addressOf({ ...asked, cursor: nextCursor })}">Older mails</a></p>`
      }`;
  }

  async glances(): Promise<readonly Glance[]> {
    const { untold, bounced, delivered } = await this.mails.countByState(daysAgo(this.clock.now(), days));
    return [
      {
        title: 'Owners of clients',
        health: untold > 0 ? 'bad' : bounced > 0 ? 'look' : 'good',
        value: untold > 0 ? `${count(untold)} not told` : 'All told',
        note: `Mails delivered in ${days} days: ${count(delivered)}`,
      },
    ];
  }
}

/** The client is named as on the page of clients. */
function queryIn({ query: { client, state, cursor } }: Context): ClientMailQuery {
  const query = { ...(client !== undefined && { consumer: client }), ...(state !== undefined && { state }) };
  const asked = { ...query, ...(cursor !== undefined && { cursor }) };
  return checkInput({ query: ClientMailQuery }, { path: {}, query: asked, body: undefined }, true)
    .query as ClientMailQuery;
}

function addressOf(query: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(query).toString();
  return `/ops/mails${text === '' ? '' : `?${text}`}`;
}

function chooser({ client, state }: { readonly client?: string; readonly state?: MailState }): Html {
  const of = client === undefined ? {} : { client };
  const link = (shown: string, its?: MailState) => {
    const current = its === state ? html`aria-current="true"` : '';
    return html`<a href="${addressOf({ ...of, ...(its && { state: its }) })}" ${current}>${shown}</a> `;
  };
  return html`<p class="chooser">
    ${link('All')} ${mailStates.map((each) => link(each, each))}
    ${client === undefined ? '' : html`<a href="/ops/mails">Those of all clients</a>`}
  </p>`;
}

function mailTable(mails: readonly ClientMail[], now: Date): Html {
  return table(
    'Mails to clients',
    [
      {
        title: 'Client',
        cell: ({ consumerId, client }: ClientMail) =>
          html`<a href="/ops/clients?client=${consumerId}">${client}</a>`,
      },
      { title: 'State', cell: ({ state }: ClientMail) => badge(healthOf[state], state) },
      { title: 'Stage', cell: ({ stage, period }: ClientMail) => `${stage} ${period}` },
      { title: 'Made', cell: ({ madeAt }: ClientMail) => moment(madeAt, now) },
      {
        title: 'Address',
        cell: ({ address }: ClientMail) => address ?? html`<span class="soft">none</span>`,
      },
      {
        title: 'Settled',
        cell: ({ settledAt }: ClientMail) => (settledAt === null ? '' : moment(settledAt, now)),
      },
      { title: 'Deprecation', cell: ({ lifecycleId }: ClientMail) => html`<code>${lifecycleId}</code>` },
    ],
    mails,
  );
}
