import type { OwnDeprecation } from '../../../../application/usage/lifecycle/own-deprecations.js';
import { html, type Html } from '../../../documentation/discovery/html.js';
import type { ClientNames } from './client-names.js';
import type { DeveloperWords } from './words/words.js';

/** The fields of both forms. */
export interface AnswerFields {
  readonly deprecation?: string;
  readonly kind?: string;
  /** Empty for all own clients. */
  readonly client?: string;
  readonly until?: string;
}

/** The forms with which an owner agrees to a sunset, or puts it off once. They need no script. */
export function answerForms(
  words: DeveloperWords,
  { lifecycle: { id }, uses, agreements }: OwnDeprecation,
  nameOf: ClientNames,
): Html {
  const using = [...new Set(uses.map(({ consumerId }) => consumerId))];
  const without = (...kinds: readonly string[]) =>
    using.filter(
      (each) => !agreements.some(({ consumerId, kind }) => consumerId === each && kinds.includes(kind)),
    );
  const [toAgree, toPutOff] = [without('consent'), without('consent', 'extension')];
  if (toAgree.length === 0) return html`<p>${words.allAnswered}</p>`;
  const choice = (form: string, clients: readonly number[]) =>
    clientChoice(words, { id: `${form}-${id}`, clients, nameOf });
  return html`<p>${words.answerLead}</p>
    <div class="answers">
      <form method="post" action="/developers">
        <input type="hidden" name="deprecation" value="${id}" />
        <input type="hidden" name="kind" value="consent" />
        ${choice('agree', toAgree)}
        <button>${words.agreeButton}</button>
      </form>
      ${
        toPutOff.length === 0
          ? ''
          : html`<form method="post" action="/developers">
              <input type="hidden" name="deprecation" value="${id}" />
              <input type="hidden" name="kind" value="extension" />
              ${choice('put-off', toPutOff)}
              <label for="until-${id}">${words.extendLabel}</label>
              <input id="until-${id}" name="until" type="date" required aria-describedby="hint-${id}" />
              <p class="hint" id="hint-${id}">${words.extendHint}</p>
              <button>${words.extendButton}</button>
            </form>`
      }
    </div>`;
}

interface Choice {
  readonly id: string;
  readonly clients: readonly number[];
  readonly nameOf: ClientNames;
}

/** For which client. There is nothing to choose if only one is left. */
function clientChoice(words: DeveloperWords, { id, clients, nameOf }: Choice): Html {
  const [only, ...others] = clients;
  if (only !== undefined && others.length === 0)
    return html`<p class="hint">${words.clientLabel} ${nameOf(only)}</p>
      <input type="hidden" name="client" value="${only}" />`;
  return html`<label for="${id}">${words.clientLabel}</label>
    <select id="${id}" name="client">
      <option value="">${words.allClients}</option>
      ${clients.map((each) => html`<option value="${each}">${nameOf(each)}</option>`)}
    </select>`;
}
