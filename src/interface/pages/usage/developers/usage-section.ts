import type { CalledPart } from '../../../../application/usage/developers/developer-queries.js';
import { html, type Html } from '../../../documentation/discovery/html.js';
import type { ClientNames } from './client-names.js';
import { count, moment, table } from './parts.js';
import type { DeveloperWords } from './words/words.js';

/** The rows that are shown at most. */
export const rowsAtMost = 200;

/** The calls by client, operation, part and minor. */
export function usageSection(words: DeveloperWords, calls: readonly CalledPart[], nameOf: ClientNames): Html {
  if (calls.length === 0) return html`<p class="none">${words.none} ${words.usageLead}</p>`;
  const { column } = words;
  const rows = table(
    words.usage,
    [
      {
        title: column.operation,
        cell: ({ major, operationId }: CalledPart) => html`v${major} <code>${operationId}</code>`,
      },
      {
        title: column.part,
        cell: ({ element }: CalledPart) => (element === '' ? '' : html`<code>${element}</code>`),
      },
      { title: column.client, cell: ({ consumerId }: CalledPart) => nameOf(consumerId) },
      { title: column.minor, cell: ({ minor }: CalledPart) => minor },
      { title: column.calls, cell: ({ calls: number }: CalledPart) => count(number), isNumber: true },
      { title: column.refused, cell: ({ refused }: CalledPart) => count(refused), isNumber: true },
      { title: column.lastCall, cell: ({ lastAt }: CalledPart) => moment(lastAt) },
    ],
    calls,
  );
  return html`<p class="soft">
      ${words.usageLead} ${calls.length < rowsAtMost ? '' : words.usageCut(rowsAtMost)}
    </p>
    ${rows}`;
}
