import type { CalledPart } from '../../../../application/usage/developers/developer-queries.js';
import { html, type Html } from '../../../documentation/discovery/html.js';
import type { ContractDiffs } from '../../../documentation/migration/contract-diffs.js';
import { reportPath } from '../report/report-path.js';
import type { DeveloperWords } from './words/words.js';

/** The form that leads to the report. It begins with the minor that is called most, and the newest one. */
export function reportSection(
  words: DeveloperWords,
  diffs: Pick<ContractDiffs, 'origins' | 'targets'>,
  calls: readonly Pick<CalledPart, 'minor'>[],
): Html {
  const origins = diffs.origins();
  const targets = [...new Set(origins.flatMap((from) => diffs.targets(from)))];
  const from = calls.find(({ minor }) => origins.includes(minor))?.minor ?? origins[0];
  return html`<p>${words.reportLead}</p>
    <form class="choice" method="get" action="${reportPath}">
      <label
        >${words.reportFrom}
        <select name="from">
          ${origins.map((minor) => option(minor, minor === from))}
        </select>
      </label>
      <label
        >${words.reportTo}
        <select name="to">
          ${targets.map((minor) => option(minor, minor === targets.at(-1)))}
        </select>
      </label>
      <button>${words.reportButton}</button>
    </form>`;
}

function option(minor: string, isChosen: boolean): Html {
  return html`<option ${isChosen ? 'selected' : ''}>${minor}</option>`;
}
