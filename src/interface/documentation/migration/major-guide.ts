import { html, prose, type Html } from '../discovery/html.js';
import type { Guide } from '../discovery/guide.js';
import { minors, type ApiVersion } from '../../kernel/declaration/version.js';
import type { Contract } from './contract.js';
import type { DerivedContractDiffs, SuccessiveVersion } from './contract-diffs.js';
import type { Row } from './difference.js';
import { majorGuideId } from './guide-address.js';
import { anchorOf, MajorDifferences } from './major-differences.js';
import type { WholeSuccession } from './succession.js';

/** The guide from each major to the next one, for the majors that say how they continue. */
export function majorGuides(
  versions: readonly SuccessiveVersion[],
  diffs: Pick<DerivedContractDiffs, 'contract'>,
): Guide[] {
  return versions.flatMap(({ version, succession }) => {
    const next = versions.find((each) => each.version.major === version.major + 1);
    if (!succession || !next) return [];
    return [
      {
        id: majorGuideId(version.major, next.version.major),
        from: `v${version.major}`,
        title: `From v${version.major} to v${next.version.major}`,
        content: async () => {
          const older = await diffs.contract(newest(version));
          return content(older, await diffs.contract(newest(next.version)), succession);
        },
      },
    ];
  });
}

function newest(version: ApiVersion): string {
  return minors(version).at(-1) ?? version.baseline;
}

/** All parts of the older contract, in the order in which a developer needs them. */
function content(older: Contract, newer: Contract, succession: WholeSuccession): Html {
  const differences = new MajorDifferences(older, newer, succession);
  const [from, to] = [older.minor, newer.minor];
  return html`<p class="lead">
      This page compares ${from} with ${to}, part by part. Both majors answer from the same data, and a client
      can use both at the same time, so it can move one operation after another. Signed in, you get the parts
      that concern your own calls from <code>GET /v2/me/migration-report?from=${from}&amp;to=${to}</code>.
    </p>
    ${succession.topics.map(
      ({ id, title, text }) =>
        html`<h2 id="${anchorOf(`topic:${id}`)}">${prose(title)}</h2>
          ${text.map((each) => html`<p>${prose(each)}</p>`)}`,
    )}
    ${operations(older, differences)} ${shapes(differences, succession)} ${codes(older, newer, succession)}
    ${additions(differences)}`;
}

function operations(older: Contract, differences: MajorDifferences): Html {
  const all = [...older.operations.values()];
  return html`<h2 id="operations">Operations and parameters</h2>
    <p>Parameters that have the same name in both majors are not listed.</p>
    ${all.map(
      (operation) =>
        html`<h3 id="${anchorOf(`operation:${operation.operationId}`)}">
            <code>${operation.operationId}</code>
          </h3>
          ${table(differences.rowsOfOperation(operation))}`,
    )}`;
}

function shapes(differences: MajorDifferences, succession: WholeSuccession): Html {
  return html`<h2 id="fields">Fields</h2>
    ${differences.shapes().map((shape) => {
      const { to, note } = succession.shapes[shape] ?? {};
      return html`<h3 id="${anchorOf(`fields:${shape}`)}">
          <code>${shape}</code>${to === undefined ? '' : html` → <code>${to}</code>`}
        </h3>
        ${note === undefined ? '' : html`<p>${prose(note)}</p>`} ${table(differences.rowsOfShape(shape))}`;
    })}`;
}

/** The codes that only one of the majors has. All others are in both. */
function codes(older: Contract, newer: Contract, succession: WholeSuccession): Html {
  const gone = [...older.codes().difference(newer.codes())].toSorted();
  const rows = gone.map((code) => {
    const { to = '', note = '' } = succession.codes[code] ?? {};
    return { before: code, after: to, note };
  });
  const added = [...newer.codes().difference(older.codes())].toSorted();
  return html`<h2 id="codes">Codes of refusals</h2>
    <p>A code that is not listed here is in both majors and has the same status.</p>
    ${table([...rows, ...added.map((code) => ({ before: '', after: code, note: '' }))])}`;
}

function additions(differences: MajorDifferences): Html {
  const all = differences.additions();
  return html`<h2 id="additions">What is new</h2>
    <ul>
      ${all.map(({ id, title, text }) => html`<li id="${anchorOf(id)}">${prose(title)} ${text}.</li>`)}
    </ul>`;
}

function table(rows: readonly Row[]): Html {
  return html`<div class="scroll" tabindex="0">
    <table>
      <thead>
        <tr>
          <th>Before</th>
          <th>After</th>
          <th>What to do</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ before, after, note }) =>
            html`<tr>
              <td>${cell(before, 'new')}</td>
              <td>${cell(after, 'none')}</td>
              <td>${prose(note)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function cell(text: string, absent: string): Html {
  return text === '' ? html`<em>${absent}</em>` : html`<code>${text}</code>`;
}
