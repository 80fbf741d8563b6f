import type { OwnClient } from '../../../../application/usage/developers/own-clients.js';
import { html, prose, type Html } from '../../../documentation/discovery/html.js';
import { nameOf } from './client-names.js';
import { moment, table } from './parts.js';
import type { DeveloperWords } from './words/words.js';

/** The keys and programs, and who is told about them. */
export function clientsSection(words: DeveloperWords, clients: readonly OwnClient[], now: Date): Html {
  if (clients.length === 0) return html`<p class="none">${prose(words.noClients)}</p>`;
  const { column } = words;
  const rows = table(
    words.clients,
    [
      { title: column.client, cell: (client: OwnClient) => html`<strong>${nameOf(client, words)}</strong>` },
      {
        title: column.kind,
        cell: ({ kind, program }: OwnClient) =>
          html`${words.kinds[kind]}${program === null ? '' : html` <code>${program}</code>`}`,
      },
      { title: column.contact, cell: ({ contactEmail }: OwnClient) => contactEmail ?? words.owner },
      { title: column.second, cell: ({ secondEmail }: OwnClient) => secondEmail ?? '' },
      {
        title: column.muted,
        cell: ({ mutedUntil }: OwnClient) => (mutedUntil && mutedUntil > now ? moment(mutedUntil) : ''),
      },
    ],
    clients,
  );
  return html`${rows}
    <p class="soft">${prose(words.setContact)}</p>`;
}
