import { documentationOf } from '../../kernel/declaration/successor.js';
import { guidePath, type Guide } from './guide.js';
import { html, prose, type Html } from './html.js';
import { page } from './page.js';
import type { DeprecationView, EndView, VersionView } from './versions-view.js';

/** What each state means for clients. */
const meanings: Readonly<Record<VersionView['state'], string>> = {
  active: 'In service',
  announced: 'In service, with an announced end',
  deprecated: 'Do not use it in new code',
  brownout: 'Switched off for a short time, and later for good',
  held: 'In service although its sunset is past, until nobody uses it',
  gone: 'No longer in service',
};

/** A page of a feature for people, which the home page names. */
export interface PageLink {
  readonly path: string;
  readonly title: string;
  /** What it shows, as the rest of a sentence. */
  readonly text: string;
}

/** The home page: all versions with their states, and links to their documentation and to other pages. */
export function homePage(
  versions: readonly VersionView[],
  guides: readonly Guide[],
  links: readonly PageLink[],
): string {
  return page(
    'Shelflife',
    html`<p class="lead">
        A lending library behind a REST API: catalogue, patrons, copies and loans. It makes two promises: you
        never get a change that you did not ask for, and nothing goes away without a date and a guide.
      </p>
      ${recommendation(versions)}
      ${links.map(({ path, title, text }) => html`<p><a href="${path}">${title}</a> ${text}</p>`)}
      ${versions.toReversed().map((each) => card(each, guides))}
      <h2>How to choose a version</h2>
      <p>
        The major is in the path (<code>/v1</code>), the minor is in the header <code>API-Version</code>.
        Without this header, you are answered as your pinned minor, or else as the first minor. This never
        changes: you get a newer minor only if you ask for it.
      </p>
      <p>
        Every answer of a deprecated operation has the headers <code>Deprecation</code>,
        <code>Sunset</code> and <code>Link</code>. From its sunset on, the operation may answer
        <a href="/docs/problems/request.gone">410</a>.
      </p>`,
  );
}

/** The newest major that has no end: a new client takes it. */
function recommendation(versions: readonly VersionView[]): Html | '' {
  const best = versions.findLast(({ state }) => state === 'active');
  if (!best) return '';
  return html`<p>
    <strong>A new client takes <a href="${best.docs}?minor=${best.newest}">${best.version}</a></strong>
    and sends <code>API-Version: ${best.newest}</code>.
  </p>`;
}

function card(version: VersionView, guides: readonly Guide[]): Html {
  return html`<section class="card" id="${version.version}">
    <h2>${version.title} ${badge(version.state)}</h2>
    <p>
      ${meanings[version.state]}${version.end ? html`. ${dates(version.end)}. ${whereTo(version.end)}` : '.'}
    </p>
    <p>
      <a href="${version.docs}?minor=${version.newest}">Documentation</a> ·
      <a href="${version.changelog}">Changelog</a> · <a href="${version.openapi}">OpenAPI</a>
      ${guides.filter(({ from }) => from === version.version).map(({ id, title }) => html`· <a href="${guidePath(id)}">${title}</a>`)}
    </p>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th class="short">Minor</th>
            <th>Changes</th>
            <th>Documentation</th>
          </tr>
        </thead>
        <tbody>
          ${version.minors.toReversed().map(
            ({ minor, changes, docs, openapi }) =>
              html`<tr>
                <td class="short"><strong>${minor}</strong></td>
                <td>
                  ${changes.length === 0 ? 'The first minor, and the default without a header.' : changes.map((each) => html`${prose(each)} `)}
                </td>
                <td class="short"><a href="${docs}">page</a> · <a href="${openapi}">JSON</a></td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${version.deprecations.length === 0 ? '' : going(version.deprecations)}
  </section> `;
}

function going(deprecations: readonly DeprecationView[]): Html {
  return html`<h3>Deprecated operations and fields</h3>
    <ul>
      ${deprecations.map(
        (each) =>
          html`<li>
            <code>${each.method} ${each.path}</code>${
              each.part === null ? '' : html`, ${partNames[each.part.in]} <code>${each.part.name}</code>`
            }
            ${badge(each.state)}<br />${dates(each)}. ${whereTo(each)}
          </li>`,
      )}
    </ul>`;
}

const partNames = {
  query: 'parameter',
  body: 'field of the body',
  form: 'field of the form',
  answer: 'field of the answer',
};

function badge(state: VersionView['state']): Html {
  return html`<span class="state ${state}">${state}</span>`;
}

function dates({ deprecated, sunset }: EndView): Html {
  const end = sunset === null ? 'without an end date' : html`gone from ${day(sunset)}`;
  return html`Deprecated from ${day(deprecated)}, ${end}`;
}

function day(date: string): Html {
  return html`<time datetime="${date}">${date}</time>`;
}

function whereTo({ successor, guide }: EndView): Html {
  const instead =
    'href' in successor
      ? html`Use <a href="${documentationOf(successor)}"><code>${successor.href}</code></a
          >.`
      : html`${successor.none}`;
  return html`${instead} <a href="${guide}">What to change</a>`;
}
