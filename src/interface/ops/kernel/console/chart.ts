import { html, type Html } from '../../../documentation/discovery/html.js';
import { count } from './parts.js';

/** Numbers by day and series. */
export interface Point {
  /** A day in UTC, such as `2026-12-01`. */
  readonly day: string;
  readonly series: string;
  readonly value: number;
}

/**
 * A line for each series over all days from the first to the last one, with its table. The script of the console draws
 * the lines from the table, so the page is complete without it.
 */
export function chart(title: string, points: readonly Point[], first: string, last: string): Html {
  if (points.length === 0) return html`<p class="none">${title}: none.</p>`;
  const series = [...new Set(points.map((point) => point.series))];
  const values = new Map(points.map(({ day, series: name, value }) => [`${day} ${name}`, value]));
  const rows = daysBetween(first, last).map((day) => ({
    day,
    values: series.map((name) => values.get(`${day} ${name}`) ?? 0),
  }));
  return html`<figure data-chart>
    <figcaption>${title}</figcaption>
    <div class="plot" aria-hidden="true"></div>
    <details>
      <summary>The same as a table</summary>
      <div class="scroll" tabindex="0" role="region" aria-label="${title}">
        <table>
          <thead>
            <tr>
              <th scope="col">Day</th>
              ${series.map((name) => html`<th scope="col" class="number">${name}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (row) =>
                html`<tr>
                  <td><time datetime="${row.day}">${row.day}</time></td>
                  ${row.values.map((value) => html`<td class="number" data-value="${value}">${count(value)}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>
  </figure>`;
}

/** All days in UTC from the first to the last one. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
