import { STATUS_CODES } from 'node:http';
import { problemPath } from '../../kernel/errors/problem-path.js';
import type { Route } from '../../kernel/declaration/route.js';
import { html, prose, type Html } from '../discovery/html.js';
import { page } from '../discovery/page.js';
import type { DocumentedOperation, DocumentedParameter } from '../migration/contract.js';
import { operationIn } from '../migration/difference.js';
import { samplesOf } from '../samples/samples.js';
import { operationLink } from '../viewer/operation-link.js';
import type { DocumentedApi } from './documented-api.js';
import { markdown } from './markdown.js';

/** The pages of the operations of an API, by their paths: one for each, and an index. Each is made when it is asked for. */
export function operationPages(
  api: DocumentedApi,
  address: string,
): ReadonlyMap<string, () => Promise<string>> {
  return new Map([
    [api.index, async () => index(api, [...(await api.contract()).operations.values()])],
    ...api.routes.map(
      (route) => [api.pathOf(route.operationId), () => operationPage(api, route, address)] as const,
    ),
  ]);
}

function index(api: DocumentedApi, operations: readonly DocumentedOperation[]): string {
  const byTag = Map.groupBy(operations, ({ tag }) => tag);
  return page(
    `Operations of ${api.title}`,
    html`<p class="lead">
        All operations of ${api.minor}, each with samples in curl, TypeScript and Python.
        <a href="${api.home}/docs?minor=${api.minor}">Try them in the browser</a>.
      </p>
      ${[...byTag].map(
        ([tag, own]) =>
          html`<h2 id="${tag}">${tag}</h2>
            <ul>
              ${own.map((each) => item(api, each))}
            </ul>`,
      )}`,
  );
}

function item(api: DocumentedApi, { operationId, summary, method, path }: DocumentedOperation): Html {
  return html`<li>
    <a href="${api.pathOf(operationId)}">${summary}</a><br /><code>${method} ${path}</code>
  </li>`;
}

async function operationPage(api: DocumentedApi, route: Route, address: string): Promise<string> {
  const operation = operationIn(await api.contract(), route.operationId);
  const { operationId, method, path, summary, description, parameters, success } = operation;
  return page(
    summary,
    html`<p class="lead"><code>${method} ${path}</code></p>
      ${markdown(description)}
      <p>
        <a href="${operationLink(api.mounted.version, route)}">Try it in the browser</a> ·
        <a href="${api.index}">all operations of ${api.title}</a> · operationId <code>${operationId}</code>
      </p>
      ${samples(operation, api.minor, address)}
      <h2 id="answer">Answer</h2>
      <p>Status <code>${success.status} ${STATUS_CODES[success.status] ?? ''}</code></p>
      ${success.example === undefined ? '' : html`<pre tabindex="0">${asText(success.example)}</pre>`}
      ${parameterTable(parameters)} ${refusals(operation)}`,
  );
}

function samples(operation: DocumentedOperation, minor: string, address: string): Html {
  const token = operation.isPublic
    ? ''
    : html`<p>
        <code>TOKEN</code> is an access token, in the environment:
        <a href="/docs/guides/sign-in-and-refresh">how to get one</a>.
      </p>`;
  return html`<h2 id="samples">Samples</h2>
    ${token}
    ${samplesOf(operation, minor, address).map(
      ({ language, code }) =>
        html`<h3 id="${language.toLowerCase()}">${language}</h3>
          <pre tabindex="0">${code}</pre>`,
    )}`;
}

function parameterTable(parameters: readonly DocumentedParameter[]): Html | '' {
  if (parameters.length === 0) return '';
  return html`<h2 id="parameters">Parameters</h2>
    <div class="scroll" tabindex="0">
      <table>
        <thead>
          <tr>
            <th>Name</th>
            <th>In</th>
            <th>What it is</th>
          </tr>
        </thead>
        <tbody>
          ${parameters.map(
            ({ name, in: place, required, description = '' }) =>
              html`<tr>
                <td><code>${name}</code></td>
                <td>${place}${required ? ', required' : ''}</td>
                <td>${prose(description)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

function refusals({ refusals: all }: DocumentedOperation): Html {
  return html`<h2 id="refusals">Refusals</h2>
    <ul>
      ${[...all].map(
        ([code, { status }]) =>
          html`<li>
            ${status} <a href="${problemPath({ code })}"><code>${code}</code></a>
          </li>`,
      )}
    </ul>`;
}

/** A document, such as a page, is a text already. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
