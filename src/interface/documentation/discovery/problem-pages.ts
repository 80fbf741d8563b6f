import { STATUS_CODES } from 'node:http';
import type { RefusalKind, RefusalReason } from '../../../domain/kernel/refusal.js';
import type { MountedVersion } from '../../kernel/declaration/version.js';
import * as kernel from '../../kernel/errors/refusals.js';
import { refusalsOf } from '../../kernel/declaration/declared-refusals.js';
import { versionPath } from '../../kernel/declaration/version.js';
import { adviceOn } from './advice.js';
import { html, type Html } from './html.js';
import { page } from './page.js';

/** A reason to refuse, and which operations may give it. */
interface Problem {
  readonly reason: RefusalReason;
  readonly operations: readonly { readonly name: string; readonly docs: string }[];
}

/** What the kernel itself refuses; much of it before it is known which operation is meant. */
const always = Object.values(kernel).filter((each) => typeof each === 'object' && 'code' in each);

/** A page for every reason for which anything can be refused in any version, by its address, and an index. */
export function problemPages(versions: readonly MountedVersion[]): ReadonlyMap<string, string> {
  const problems = problemsOf(versions);
  return new Map([
    ['/docs/problems', index(problems)],
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
      <h2>Who answers with it</h2>
      ${operations.length === 0 ? html`<p>Any address, or no operation at present.</p>` : list(operations)}`,
  );
}

const wasHere =
  'It was here, and the day of its end, which was announced long before, has come. Nothing was done.';

const meanings: Readonly<Record<RefusalKind, string>> = {
  invalid: 'The request itself is not as the documentation says. Nothing was done.',
  unauthenticated: 'It is not known who is asking. Nothing was done.',
  forbidden: 'It is known who is asking, and they may not do this. Nothing was done.',
  not_found: 'What was asked for is not there, or not for you to see.',
  conflict:
    'The request is right, but the library is in a state in which it cannot be done. Nothing was done.',
  stale: 'Somebody has changed it since you read it. Nothing was done.',
  too_many: 'You have used up what is allowed in this span of time. Nothing was done.',
  unavailable: 'The fault is on our side, and it is likely to pass.',
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
        Every refusal has a code. It is the same in every version, and never changes its meaning.
      </p>
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
