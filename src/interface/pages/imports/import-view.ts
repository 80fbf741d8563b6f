import {
  rowOutcomes,
  type FileReading,
  type ImportedRow,
  type ImportView,
  type RowOutcome,
} from '../../../application/imports/imports.js';
import type { Slice } from '../../../application/kernel/storage/slice.js';
import { html, type Html } from '../../documentation/discovery/html.js';
import { sayFault, saySentence, type Wording } from '../../kernel/errors/sentences.js';
import type { ImportWords } from './words/words.js';

export function isOpen({ status }: ImportView): boolean {
  return status === 'waiting' || status === 'running';
}

/** The imports that are kept, the newest first. */
export function importList(words: ImportWords, views: readonly ImportView[]): Html {
  if (views.length === 0)
    return html`<h2>${words.latest}</h2>
      <p>${words.none}</p>`;
  const rows = views.map(
    (view) =>
      html`<tr>
        <td><a href="/import/${view.id}">${view.fileName}</a></td>
        <td class="short">${moment(view.createdAt)}</td>
        <td class="short">${words.statuses[view.status]}</td>
        <td class="number">${view.rows.created}</td>
        <td class="number">${view.rows.error}</td>
      </tr>`,
  );
  return html`<h2 id="latest">${words.latest}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="latest">
      <table>
        <thead>
          <tr>
            <th>${words.file}</th>
            <th>${words.sent}</th>
            <th>${words.status}</th>
            <th class="number">${words.outcomes.created}</th>
            <th class="number">${words.outcomes.error}</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
}

/** Which rows of an import are shown. */
export interface ShownRows extends Slice<ImportedRow> {
  readonly outcome: RowOutcome | undefined;
}

/**
 * One import: how far it is, and what became of each row. What comes and goes has a place of its own, so that the script
 * finds the rest where it was.
 */
export function importPage(words: ImportWords, wording: Wording, view: ImportView, rows: ShownRows): Html {
  const { id, fileName, status, options, lines, line, failure, copies, expiresAt } = view;
  const total = lines ?? 0;
  const reached = status === 'completed' ? total : Math.min(line, total);
  const counts = rowOutcomes.map((each) => html`<li>${words.outcomes[each]}: <b>${view.rows[each]}</b></li>`);
  return html`<div id="import" ${isOpen(view) ? 'data-open' : ''}>
      <h2>${fileName}</h2>
      <p role="status">
        <span class="state">${words.statuses[status]}</span> ${words.progress(reached, total)}
        ${options.dryRun ? html`(${words.isDry})` : ''}
      </p>
      <progress aria-label="${words.status}" max="${Math.max(total, 1)}" value="${reached}"></progress>
      <div>
        ${failure ? html`<p role="alert" class="gone">${sayFault(wording, words.file, failure)}</p>` : ''}
      </div>
      <div>${view.reading ? readingPart(words, view.reading) : ''}</div>
      <ul class="numbers">
        ${counts}
        <li>${words.newCopies}: <b>${copies}</b></li>
      </ul>
      <div>${isOpen(view) ? cancelForm(words, id) : ''}</div>
      ${rowTable(words, wording, id, rows)}
    </div>
    <p>${words.removed} ${moment(expiresAt)}. <a href="/import">${words.back}</a></p>`;
}

/** How the file is read, and in a dry run its first rows. */
function readingPart(words: ImportWords, { encoding, otherEncoding, firstRows }: FileReading): Html {
  const read = html`<p>
    ${words.encoding}: ${[encoding, ...(otherEncoding ? [otherEncoding] : [])].join(', ')}
  </p>`;
  if (firstRows.length === 0) return read;
  const fields = [...new Set(firstRows.flatMap(({ values }) => values.map(({ field }) => field)))];
  const heads = fields.map((field) => html`<th><code>${field}</code></th>`);
  const rows = firstRows.map(({ line, values }) => {
    const cells = fields.map(
      (name) => html`<td>${values.find(({ field }) => field === name)?.text ?? ''}</td>`,
    );
    return html`<tr>
      <td class="number">${line}</td>
      ${cells}
    </tr>`;
  });
  return html`${read}
    <h3 id="first">${words.firstRows}</h3>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="first">
      <table>
        <thead>
          <tr>
            <th class="number">${words.line}</th>
            ${heads}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
}

function cancelForm(words: ImportWords, id: number): Html {
  return html`<form method="post" action="/import/${id}/cancel">
    <button class="plain">${words.cancel}</button>
  </form>`;
}

function rowTable(
  words: ImportWords,
  wording: Wording,
  id: number,
  { items, next, outcome }: ShownRows,
): Html {
  const filter = (value: RowOutcome | undefined, label: string) =>
    value === outcome
      ? html`<b>${label}</b> `
      : html`<a href="/import/${id}${value === undefined ? '' : `?outcome=${value}`}">${label}</a> `;
  const filters = [
    filter(undefined, words.all),
    ...rowOutcomes.map((each) => filter(each, words.outcomes[each])),
  ];
  const further = `?after=${next?.[0] ?? 0}${outcome === undefined ? '' : `&outcome=${outcome}`}`;
  return html`<h3 id="rows">${words.rows}</h3>
    <nav aria-labelledby="rows">${filters}</nav>
    ${items.length === 0 ? html`<p>${words.noRows}</p>` : tableOf(words, wording, items)}
    ${next === undefined ? '' : html`<p><a rel="next" href="/import/${id}${further}">${words.next}</a></p>`}`;
}

function tableOf(words: ImportWords, wording: Wording, items: readonly ImportedRow[]): Html {
  const rows = items.map(
    ({ line, outcome, title, reasons, notes }) =>
      html`<tr>
        <td class="number">${line}</td>
        <td class="short">${words.outcomes[outcome]}</td>
        <td>${title ?? ''}</td>
        <td>${[...reasons, ...notes].map((each) => saySentence(wording, each)).join(' ')}</td>
      </tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="rows">
    <table>
      <thead>
        <tr>
          <th class="number">${words.line}</th>
          <th>${words.outcome}</th>
          <th>${words.bookTitle}</th>
          <th>${words.reason}</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function moment(at: Date): Html {
  const text = at.toISOString();
  return html`<time datetime="${text}">${text.slice(0, 16).replace('T', ' ')} UTC</time>`;
}
