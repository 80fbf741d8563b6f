import { html, type Html } from '../../../documentation/discovery/html.js';

/** A column of a table. Numbers stand at the right. */
export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => string | number | Html;
  readonly isNumber?: true;
}

/**
 * A table with a caption that only screen readers hear. It scrolls by itself where it is wider than the screen, also with
 * the keyboard.
 */
export function table<Row>(caption: string, columns: readonly Column<Row>[], rows: readonly Row[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption class="unseen">
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map(({ title, isNumber }) => html`<th scope="col" ${isNumber ? numeric : ''}>${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${columns.map(({ cell, isNumber }) => html`<td ${isNumber ? numeric : ''}>${cell(row)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const numeric = html`class="number"`;

/** To the minute, in UTC. */
export function moment(at: Date): Html {
  const text = at.toISOString();
  return html`<time datetime="${text}">${text.slice(0, 16).replace('T', ' ')}</time>`;
}

/** A day in UTC. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** Numbers with narrow spaces between the thousands, as in French. */
const grouped = new Intl.NumberFormat('fr');

/** A number, in all languages of the library alike. */
export function count(value: number): string {
  return grouped.format(value);
}
