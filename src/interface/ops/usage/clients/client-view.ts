import type { ClientOperation, ClientView } from '../../../../application/usage/operators/client-usage.js';
import { html, type Html } from '../../../documentation/discovery/html.js';
import { changeForm, changes, choice, dayField } from '../../kernel/console/change-form.js';
import { badge, count, moment, table } from '../../kernel/console/parts.js';

const classes = {
  external: 'external: of others',
  internal: 'internal: our own',
  probe: 'probe: a monitor or crawler',
} as const;

/** Whether nobody can be told of what this client calls. */
export function isWithoutOwner(client: ClientView): boolean {
  return client.class === 'external' && client.ownerId === null && client.contactEmail === null;
}

export function ownerOf(client: ClientView): Html {
  if (isWithoutOwner(client)) return badge('look', 'none');
  const account = client.ownerId === null ? '' : html`account ${client.ownerId}`;
  const doubt = client.ownerId === null || client.isConfirmed ? '' : badge('look', 'unconfirmed');
  return html`${account} ${client.contactEmail ?? ''} ${doubt}`;
}

/** One client: what it is, what it calls, and what an operator can set of it. */
export function clientView(client: ClientView, operations: readonly ClientOperation[], now: Date): Html {
  return html`<p><a href="/ops/clients">All clients</a></p>
    <h2>${client.name} ${client.class === 'external' ? '' : badge('good', client.class)}</h2>
    <dl class="facts">
      <dt>Kind</dt>
      <dd>${client.kind}</dd>
      <dt>Owner</dt>
      <dd>${ownerOf(client)}</dd>
      <dt>Mails</dt>
      <dd>${muting(client, now)} <a href="/ops/mails?client=${client.id}">What its owner was told</a></dd>
      <dt>Last call</dt>
      <dd>${moment(client.lastAt, now)}</dd>
    </dl>
    ${operationTable(operations, now)} ${changes('Change this client', [settingsForm(client, now)])}`;
}

function muting({ mutedUntil }: ClientView, now: Date): Html {
  if (mutedUntil === null || mutedUntil <= now) return html`not muted.`;
  return html`${badge('look', 'muted')} until ${moment(mutedUntil, now)}.`;
}

function settingsForm({ id, class: ofClass, mutedUntil }: ClientView, now: Date): Html {
  const isMuted = mutedUntil !== null && mutedUntil > now;
  return changeForm(`/ops/clients?client=${id}`, {
    title: 'Class and mails',
    hint: 'Only external clients hold a sunset and get mails. Muting leaves the last mails before a sunset.',
    button: 'Change',
    sent: { id: String(id) },
    fields: html`${choice('Class', 'class', classes, ofClass)}
    ${dayField('Muted until', 'mutedUntil', isMuted ? mutedUntil.toISOString().slice(0, 10) : '')}`,
  });
}

function operationTable(operations: readonly ClientOperation[], now: Date): Html {
  return table(
    'Its calls in 30 days',
    [
      {
        title: 'Operation',
        cell: ({ major, operationId }: ClientOperation) => html`v${major} <code>${operationId}</code>`,
      },
      { title: 'Calls', cell: ({ calls }: ClientOperation) => count(calls), isNumber: true },
      { title: 'Refused or failed', cell: ({ refused }: ClientOperation) => count(refused), isNumber: true },
      { title: 'Last call', cell: ({ lastAt }: ClientOperation) => moment(lastAt, now) },
    ],
    operations,
  );
}
