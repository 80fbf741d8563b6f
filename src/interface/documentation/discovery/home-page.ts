import { html, prose, type Html } from './html.js';
import { page } from './page.js';
import type { DeprecationView, EndView, VersionView } from './versions-view.js';

/** What each state means to somebody who chooses a version. */
const meanings: Readonly<Record<VersionView['state'], string>> = {
  active: 'In service',
  announced: 'In service, its end is announced',
  deprecated: 'For nothing new',
  gone: 'Gone',
};

/** The front page: which versions there are, how they stand, and where to read on. */
export function homePage(versions: readonly VersionView[]): string {
  return page(
    'Shelflife',
    html`<p class="lead">
        A lending library behind a REST API: catalogue, patrons, copies, loans. Two promises: nobody sees a
        change they did not ask for, and nothing goes away without a date and a guide.
      </p>
      ${versions.toReversed().map(card)}
      <h2>How to choose</h2>
      <p>
        The major is in the address (<code>/v1</code>), the minor in the header <code>API-Version</code>.
        Without the header you are answered as the minor that you have pinned, else the first, for ever: a
        newer one is always your own choice.
      </p>
      <p>
        What will go away says so with every answer, in the headers <code>Deprecation</code>,
        <code>Sunset</code> and <code>Link</code>. Afterwards it answers
        <a href="/docs/problems/request.gone">410</a>.
      </p>`,
  );
}

function card(version: VersionView): Html {
  return html`<section class="card" id="${version.version}">
    <h2>${version.title} ${badge(version.state)}</h2>
    <p>
      ${meanings[version.state]}${version.end ? html`, ${dates(version.end)}. ${whereTo(version.end)}` : '.'}
    </p>
    <p>
      <a href="${version.docs}?minor=${version.newest}">Documentation</a> ·
      <a href="${version.changelog}">Changelog</a> · <a href="${version.openapi}">OpenAPI</a>
    </p>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th class="short">Minor</th>
            <th>What it brought</th>
            <th>Read</th>
          </tr>
        </thead>
        <tbody>
          ${version.minors.toReversed().map(
            ({ minor, changes, docs, openapi }) =>
              html`<tr>
                <td class="short"><strong>${minor}</strong></td>
                <td>
                  ${changes.length === 0 ? 'Where it begins; what you get without a header.' : changes.map((each) => html`${prose(each)} `)}
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
  return html`<h3>What will go away</h3>
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
  const end = sunset === null ? 'no day is set for its end' : html`gone from ${day(sunset)}`;
  return html`Deprecated from ${day(deprecated)}, ${end}`;
}

function day(date: string): Html {
  return html`<time datetime="${date}">${date}</time>`;
}

function whereTo({ successor, guide }: EndView): Html {
  const instead = 'href' in successor ? html`Use <code>${successor.href}</code>.` : html`${successor.none}`;
  return html`${instead} <a href="${guide}">What to change</a>`;
}
