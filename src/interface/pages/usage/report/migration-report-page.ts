import type { Affecting, MigrationReport } from '../../../../application/usage/report/migration-reports.js';
import { callsInWords } from '../../../../application/usage/counting/calls-in-words.js';
import { html, prose, type Html } from '../../../documentation/discovery/html.js';
import { page } from '../../../documentation/discovery/page.js';
import type { Difference, Row } from '../../../documentation/migration/difference.js';
import { textOfExchange } from '../../../documentation/migration/exchange-text.js';

/** The report of one client as a page that can be printed: it has no script, and everything is visible. */
export function migrationReportPage(
  { from, to }: { readonly from: string; readonly to: string },
  { since, calls, affecting, unaffected }: MigrationReport<Difference>,
): string {
  const day = since.toISOString().slice(0, 10);
  return page(
    `Your way from ${from} to ${to}`,
    html`<p class="lead">
        ${affecting.length} of ${affecting.length + unaffected} changes concern your ${callsInWords(calls)}
        since
        <time datetime="${day}">${day}</time>. The other ${unaffected} concern nothing that you call.
      </p>
      ${affecting.length === 0 ? '' : overview(affecting)} ${affecting.map(change)}`,
  );
}

function overview(affecting: readonly Affecting<Difference>[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Overview">
    <table>
      <thead>
        <tr>
          <th class="short">Calls</th>
          <th>Change</th>
        </tr>
      </thead>
      <tbody>
        ${affecting.map(
          (each, at) =>
            html`<tr>
              <td class="short">${each.calls}</td>
              <td><a href="#change-${at + 1}">${prose(each.change.title)}</a></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function change({ change: each, operations }: Affecting<Difference>, at: number): Html {
  const [{ operationId }] = operations;
  const { before, after } = each.example(operationId);
  return html`<section class="change" id="change-${at + 1}">
    <h2>${at + 1}. ${prose(each.title)}</h2>
    ${each.text === '' ? '' : html`<p>${prose(each.text)}</p>`}
    <ul>
      ${operations.map(
        (used) =>
          html`<li>
            <code>${used.operationId}</code>: ${callsInWords(used.calls)}, the last on ${moment(used.lastAt)}
          </li>`,
      )}
    </ul>
    ${each.rows.length === 0 ? '' : parts(each.rows)}
    <h3>Before, for example <code>${operationId}</code></h3>
    <pre tabindex="0">${textOfExchange(before)}</pre>
    <h3>After</h3>
    ${after ? html`<pre tabindex="0">${textOfExchange(after)}</pre>` : html`<p>Nothing stands for it.</p>`}
    <p><a href="${each.guide}">More about this change</a></p>
  </section>`;
}

function parts(rows: readonly Row[]): Html {
  return html`<ul>
    ${rows.map(
      ({ before, after, note }) =>
        html`<li>
          ${before === '' ? 'New:' : html`<code>${before}</code>`}
          ${after === '' ? html`<em>is gone.</em>` : html`${before === '' ? '' : '→'} <code>${after}</code>`}
          ${prose(note)}
        </li>`,
    )}
  </ul>`;
}

/** To the minute, in UTC. */
function moment(at: Date): Html {
  const text = at.toISOString();
  return html`<time datetime="${text}">${text.slice(0, 16).replace('T', ' ')} UTC</time>`;
}
