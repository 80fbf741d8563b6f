import type { ToldStage } from '../../../../application/usage/developers/developer-queries.js';
import { html, type Html } from '../../../documentation/discovery/html.js';
import type { ClientNames } from './client-names.js';
import { moment, table } from './parts.js';
import type { DeveloperWords } from './words/words.js';

/** What was mailed about the clients. */
export function mailsSection(words: DeveloperWords, told: readonly ToldStage[], nameOf: ClientNames): Html {
  if (told.length === 0) return html`<p class="none">${words.none}</p>`;
  const { column, stages, mailStates } = words;
  const rows = table(
    words.mails,
    [
      { title: column.time, cell: ({ madeAt }: ToldStage) => moment(madeAt) },
      { title: column.mail, cell: ({ stage }: ToldStage) => stages[stage] ?? stage },
      { title: column.about, cell: ({ lifecycleId }: ToldStage) => html`<code>${lifecycleId}</code>` },
      { title: column.client, cell: ({ consumerId }: ToldStage) => nameOf(consumerId) },
      { title: column.address, cell: ({ address }: ToldStage) => address ?? '' },
      {
        title: column.state,
        cell: ({ state, settledAt }: ToldStage) =>
          html`${mailStates[state]}${settledAt ? html` <span class="soft">${moment(settledAt)}</span>` : ''}`,
      },
    ],
    told,
  );
  return html`<p class="soft">${words.mailsLead}</p>
    ${rows}`;
}
