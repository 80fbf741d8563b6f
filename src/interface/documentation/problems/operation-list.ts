import { versionPath } from '../../kernel/declaration/version.js';
import { html, type Html } from '../discovery/html.js';
import { operationLink } from '../viewer/operation-link.js';
import type { Operation } from './problems.js';

/** The operations that can answer with a code, each with a link to its documentation, by major. */
export function operationList(operations: readonly Operation[]): Html {
  if (operations.length === 0)
    return html`<p>No operation declares this code. It can occur at any address.</p>`;
  const byMajor = Map.groupBy(operations, ({ version }) => version);
  return html`${[...byMajor].map(
    ([version, own]) =>
      html`<h3>${version.title}</h3>
        <ul>
          ${own.map(item)}
        </ul>`,
  )}`;
}

function item({ version, route }: Operation): Html {
  const path = versionPath(version) + route.path.replaceAll(/:(\w+)/g, '{$1}');
  return html`<li>
    <a href="${operationLink(version, route)}"><code>${route.operationId}</code></a>
    <code>${route.method} ${path}</code>
  </li>`;
}
