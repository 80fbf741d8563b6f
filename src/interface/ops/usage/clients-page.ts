import { inject, injectable } from 'tsyringe';
import { Clock } from '../../../application/kernel/clock.js';
import { ClientUsage, type ClientView } from '../../../application/usage/operators/client-usage.js';
import { html, type Html } from '../../documentation/discovery/html.js';
import type { ConsolePage, Glance } from '../kernel/console/console-page.js';
import { badge, count, moment, table } from '../kernel/console/parts.js';
import { daysAgo } from './days-ago.js';

const listedAtMost = 200;
const days = 30;

/** The clients and their owners. */
@injectable()
export class ClientsPage implements ConsolePage {
  readonly path = 'clients';
  readonly title = 'Clients';
  readonly place = 20;

  constructor(
    @inject(ClientUsage) private readonly usage: ClientUsage,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async content(): Promise<Html> {
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

function isWithoutOwner(client: ClientView): boolean {
  return client.class === 'external' && client.ownerId === null && client.contactEmail === null;
}

function clientTable(clients: readonly ClientView[], now: Date): Html {
  return table(
    'Clients by calls',
    [
      { title: 'Client', cell: ({ name }: ClientView) => html`<strong>${name}</strong>` },
      {
        title: 'Kind',
        cell: ({ kind, class: its }: ClientView) => (its === 'external' ? kind : `${kind}, ${its}`),
      },
      { title: 'Owner', cell: ownerOf },
      { title: 'Calls', cell: ({ calls }: ClientView) => count(calls), isNumber: true },
      { title: 'Minors', cell: ({ minors }: ClientView) => minors.join(', ') },
      { title: 'Last call', cell: ({ lastAt }: ClientView) => moment(lastAt, now) },
    ],
    clients,
  );
}

function ownerOf(client: ClientView): Html {
  if (isWithoutOwner(client)) return badge('look', 'none');
  const account = client.ownerId === null ? '' : html`account ${client.ownerId}`;
  return html`${account} ${client.contactEmail ?? ''}`;
}
