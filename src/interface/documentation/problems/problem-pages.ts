import { STATUS_CODES } from 'node:http';
import type { RefusalReason } from '../../../domain/kernel/refusal.js';
import type { MountedVersion } from '../../kernel/declaration/version.js';
import * as kernel from '../../kernel/errors/refusals.js';
import { html, prose, type Html } from '../discovery/html.js';
import { page } from '../discovery/page.js';
import { adviceOnKind, type AdviceByCode } from './advice.js';
import { kernelAdvice } from './kernel-advice.js';
import { operationList } from './operation-list.js';
import { linksOf, problemPath, problemsOf, type Problem } from './problems.js';

/**
 * A page for every refusal code of any version, by its path, and an index.
 * @param advice of the features, on the codes that they own
 */
export function problemPages(
  versions: readonly MountedVersion[],
  advice: AdviceByCode,
): ReadonlyMap<string, string> {
  const problems = problemsOf(versions);
  const show = problemPage({ ...kernelAdvice, ...advice }, linksOf(versions, problems));
  return new Map([
    ['/docs/problems', index(problems)],
    ...problems.map((problem) => [problemPath(problem.reason), show(problem)] as const),
  ]);
}

/** @param links of the words between backticks */
function problemPage(advice: AdviceByCode, links: ReadonlyMap<string, string>): (problem: Problem) => string {
  return ({ reason, operations, isEverywhere }) => {
    const { means, todo, repeat } = advice[reason.code] ?? adviceOnKind[reason.kind];
    const status = kernel.statusOf(reason);
    return page(
      reason.code,
      html`<p class="lead">${reason.message}</p>
        <p>Status <code>${status} ${STATUS_CODES[status] ?? ''}</code></p>
        <h2>What it means</h2>
        <p>${prose(means, links)}</p>
        <h2>What to do</h2>
        <p>${prose(todo, links)}</p>
        <h2>Send it again?</h2>
        <p>${prose(repeat, links)}</p>
        <h2>Operations</h2>
        ${
          isEverywhere ? html`<p>Every operation can answer with this code.</p>` : operationList(operations)
        }`,
    );
  };
}

function index(problems: readonly Problem[]): string {
  return page(
    'Problems',
    html`<p class="lead">
        Every refusal has a code. It is the same in every version, and its meaning never changes.
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
            ${problems.map(({ reason }) => row(reason))}
          </tbody>
        </table>
      </div>`,
  );
}

function row(reason: RefusalReason): Html {
  return html`<tr>
    <td>${kernel.statusOf(reason)}</td>
    <td>
      <a href="${problemPath(reason)}"><code>${reason.code}</code></a>
      <br />${reason.message}
    </td>
  </tr>`;
}
