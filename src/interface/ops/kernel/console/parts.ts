import { html, type Html } from '../../../documentation/discovery/html.js';
import type { Health } from './console-page.js';

type Cell = string | number | Html;

/** A column of a table. Numbers stand at the right. */
export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => Cell;
  readonly isNumber?: true;
}

/**
 * A table with a caption that only screen readers hear. It scrolls by itself where it is wider than the screen, also with
 * the keyboard.
 */
export function table<Row>(caption: string, columns: readonly Column<Row>[], rows: readonly Row[]): Html {
  if (rows.length === 0) return html`<p class="none">${caption}: none.</p>`;
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

const words: Readonly<Record<Health, string>> = { good: 'good', look: 'look', bad: 'act' };

/** A word with a colour. @param word instead of that of the health */
export function badge(health: Health, word: string = words[health]): Html {
  return html`<span class="badge ${health}">${word}</span>`;
}

/** A moment, such as `1 Dec 09:30 (5 min ago)`, in UTC. */
export function moment(date: Date | null, now: Date): Html {
  if (date === null) return html`<span class="soft">never</span>`;
  const text = date.toISOString();
  return html`<time datetime="${text}">${text.slice(0, 10)} ${text.slice(11, 16)}</time>
    <span class="soft">${distance(date, now)}</span>`;
}

const units = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
] as const;

/** Such as `5 min ago` or `in 2 h`. */
export function distance(date: Date, now: Date): string {
  const seconds = Math.round((now.getTime() - date.getTime()) / 1_000);
  const [unit, length] = units.find(([, each]) => Math.abs(seconds) >= each) ?? ['s', 1];
  const whole = Math.floor(Math.abs(seconds) / length);
  return seconds < 0 ? `in ${whole} ${unit}` : `${whole} ${unit} ago`;
}

/** Numbers with narrow spaces between the thousands are written as in French. */
const grouped = new Intl.NumberFormat('fr', { maximumFractionDigits: 0 });

/** A number with spaces between the thousands. */
export function count(value: number): string {
  return grouped.format(value);
}
