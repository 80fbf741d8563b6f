import { STATUS_CODES } from 'node:http';
import type { RefusalKind, RefusalReason } from '../../../domain/kernel/refusal.js';
import type { MountedVersion } from '../../kernel/declaration/version.js';
import * as kernel from '../../kernel/errors/refusals.js';
import { refusalsOf } from '../../kernel/declaration/declared-refusals.js';
import { versionPath } from '../../kernel/declaration/version.js';
import { adviceOn } from './advice.js';
import { fieldFaultPage, fieldFaultPath } from './field-fault-page.js';
import { html, type Html } from './html.js';
import { page } from './page.js';

/** A refusal code, and the operations that can answer with it. */
interface Problem {
  readonly reason: RefusalReason;
  readonly operations: readonly { readonly name: string; readonly docs: string }[];
}

/** The refusals of the kernel. Many of them occur before the operation is known. */
const always = Object.values(kernel).filter((each) => typeof each === 'object' && 'code' in each);

/** A page for every refusal code of any version, by its path, and an index. */
export function problemPages(versions: readonly MountedVersion[]): ReadonlyMap<string, string> {
  const problems = problemsOf(versions);
  return new Map([
    ['/docs/problems', index(problems)],
    [fieldFaultPath, fieldFaultPage()],
    ...problems.map((problem) => [pathOf(problem.reason), problemPage(problem)] as const),
  ]);
}

function problemsOf(versions: readonly MountedVersion[]): Problem[] {
  const given = versions.flatMap(({ version, routes }) =>
    routes.flatMap((route) => {
      const home = versionPath(version);
      const operation = { name: `${home.slice(1)} ${route.operationId}`, docs: `${home}/docs` };
      return refusalsOf(version, route).map((reason) => ({ reason, operation }));
    }),
  );
  const all = new Map([...always, ...given.map(({ reason }) => reason)].map((each) => [each.code, each]));
  const sorted = [...all.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1));
  return sorted.map((reason) => {
    const of = given.filter((each) => each.reason.code === reason.code).map(({ operation }) => operation);
    return { reason, operations: [...new Map(of.map((each) => [each.name, each])).values()] };
  });
}

function problemPage({ reason, operations }: Problem): string {
  const status = kernel.statusOf(reason);
  return page(
    reason.code,
    html`<p class="lead">${reason.message}</p>
      <p>Status <code>${status} ${STATUS_CODES[status] ?? ''}</code></p>
      <h2>What it means</h2>
      <p>${reason.code === kernel.gone.code ? wasHere : meanings[reason.kind]}</p>
      <h2>What to do</h2>
      <p>${adviceOn(reason)}</p>
      <h2>Operations</h2>
      ${operations.length === 0 ? html`<p>No operation declares this code. It can occur at any address.</p>` : list(operations)}`,
  );
}

const wasHere =
  'This part of the API has reached its sunset, which was announced long before. The request changed nothing.';

const meanings: Readonly<Record<RefusalKind, string>> = {
  invalid: 'The request does not conform to the documentation. It changed nothing.',
  unauthenticated: 'The request has no valid token. It changed nothing.',
  forbidden: 'The caller lacks the permission for this request. It changed nothing.',
  not_found: 'The resource does not exist, or you have no access to it.',
  conflict:
    'The request is valid, but the current state of the library does not permit it. It changed nothing.',
  stale: 'The resource has changed since you read it. The request changed nothing.',
  too_many: 'You have reached the limit for this period. The request changed nothing.',
  unavailable: 'The error is on our side, and it is probably temporary.',
};

function list(operations: Problem['operations']): Html {
  return html`<ul>
    ${operations.map(
      ({ name, docs }) =>
        html`<li>
          <a href="${docs}"><code>${name}</code></a>
        </li>`,
    )}
  </ul>`;
}

function index(problems: readonly Problem[]): string {
  return page(
    'Problems',
    html`<p class="lead">
        Every refusal has a code. It is the same in every version, and its meaning never changes.
      </p>
      <p><a href="${fieldFaultPath}">Faults of single fields</a> have codes of their own.</p>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>Status</th>
              <th>Problem</th>
            </tr>
          </thead>
          <tbody>
            ${problems.map(
              ({ reason }) =>
                html`<tr>
                  <td>${kernel.statusOf(reason)}</td>
                  <td>
                    <a href="${pathOf(reason)}"><code>${reason.code}</code></a>
                    <br />${reason.message}
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
  );
}

function pathOf({ code }: RefusalReason): string {
  return `/docs/problems/${code}`;
}
