import type { Context } from 'koa';
import { inject, injectable } from 'tsyringe';
import { Clock } from '../../../../application/kernel/clock.js';
import { clientRefusals, ClientService } from '../../../../application/usage/operators/client-service.js';
import { ClientUsage, type ClientView } from '../../../../application/usage/operators/client-usage.js';
import { html, type Html } from '../../../documentation/discovery/html.js';
import { orRefuse } from '../../../kernel/errors/or-refuse.js';
import { omitUndefined } from '../../../kernel/input/omit-undefined.js';
import { checkInput } from '../../../kernel/input/validate.js';
import type { FormFields } from '../../../kernel/pages/form-fields.js';
import { ById } from '../../lists.js';
import { checkedForm, doneNote, momentOf } from '../../kernel/console/change-form.js';
import type { ConsolePage, Glance } from '../../kernel/console/console-page.js';
import { badge, count, moment, table } from '../../kernel/console/parts.js';
import { ConsumerChange } from './client-shapes.js';
import { clientView, isWithoutOwner, ownerOf } from './client-view.js';
import { daysAgo } from '../../days-ago.js';

const listedAtMost = 200;
const operationsAtMost = 50;
const days = 30;
const doneWords = { changed: 'The client is changed.' };

/** The clients and their owners. */
@injectable()
export class ClientsPage implements ConsolePage {
  readonly path = 'clients';
  readonly title = 'Clients';
  readonly place = 20;

  constructor(
    @inject(ClientUsage) private readonly usage: ClientUsage,
    @inject(ClientService) private readonly service: ClientService,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async content(ctx: Context): Promise<Html> {
    const asked = ctx.query['client'];
    return html`${doneNote(ctx, doneWords)} ${asked === undefined ? await this.all() : await this.one(asked)}`;
  }

  /** Sets what a form asks for, with the checks of the API. */
  async submit({ id = '', class: ofClass, mutedUntil, reason }: FormFields): Promise<string> {
    const given = omitUndefined({ class: ofClass, mutedUntil: momentOf(mutedUntil) ?? null, reason });
    const { reason: why, ...wish } = checkedForm(ConsumerChange, given);
    await this.service.change(Number(id), omitUndefined(wish), why);
    return `/ops/clients?client=${encodeURIComponent(id)}&done=changed`;
  }

  private async one(asked: unknown): Promise<Html> {
    const { id } = checkInput({ query: ById }, { path: {}, query: { id: asked }, body: undefined }, true)
      .query as ById;
    const now = this.clock.now();
    const since = daysAgo(now, days);
    const client = orRefuse(await this.usage.client(since, id), clientRefusals.find[0]);
    return clientView(client, await this.usage.operationsOf(since, id, operationsAtMost), now);
  }

  private async all(): Promise<Html> {
    const clients = await this.clients();
    return html`<p class="soft">
        API keys, accounts and programs, with their calls in ${days} days. A client without an owner cannot be
        told of anything.
      </p>
      ${clientTable(clients, this.clock.now())}`;
  }

  async glances(): Promise<readonly Glance[]> {
    const calling = (await this.clients()).filter(({ calls }) => calls > 0);
    const unknown = calling.filter(isWithoutOwner);
    return [
      {
        title: 'Clients',
        health: unknown.length > 0 ? 'look' : 'good',
        value: `${calling.length} active`,
        note: unknown.length > 0 ? `Without an owner to tell: ${unknown.length}` : `In ${days} days`,
      },
    ];
  }

  private clients(): Promise<ClientView[]> {
    return this.usage.clients(daysAgo(this.clock.now(), days), listedAtMost);
  }
}

function isMuted({ mutedUntil }: ClientView, now: Date): boolean {
  return mutedUntil !== null && mutedUntil > now;
}

function clientTable(clients: readonly ClientView[], now: Date): Html {
  return table(
    'Clients by calls',
    [
      { title: 'Client', cell: ({ id, name }: ClientView) => html`<a href="?client=${id}">${name}</a>` },
      {
        title: 'Kind',
        cell: ({ kind, class: its }: ClientView) => (its === 'external' ? kind : `${kind}, ${its}`),
      },
      {
        title: 'Owner',
        cell: (client: ClientView) =>
          html`${ownerOf(client)} ${isMuted(client, now) ? badge('look', 'muted') : ''}`,
      },
      { title: 'Calls', cell: ({ calls }: ClientView) => count(calls), isNumber: true },
      { title: 'Minors', cell: ({ minors }: ClientView) => minors.join(', ') },
      { title: 'Last call', cell: ({ lastAt }: ClientView) => moment(lastAt, now) },
    ],
    clients,
  );
}
