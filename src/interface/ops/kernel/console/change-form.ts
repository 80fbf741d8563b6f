import type { Context } from 'koa';
import { html, type Html } from '../../../documentation/discovery/html.js';
import { checkInput } from '../../../kernel/input/validate.js';
import type { Shape } from '../../../kernel/shapes/shape.js';

/** A form that changes something. Each has a field for the reason. */
export interface ChangeForm {
  readonly title: string;
  readonly hint: string;
  readonly button: string;
  /** What is sent besides the fields that people fill in. */
  readonly sent: Readonly<Record<string, string>>;
  /** The fields before the reason. */
  readonly fields?: Html;
}

/** @param action the address that takes it */
export function changeForm(action: string, { title, hint, button, sent, fields = html`` }: ChangeForm): Html {
  const hidden = Object.entries(sent).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  return html`<form class="change" method="post" action="${action}" aria-label="${title}">
    <h3>${title}</h3>
    <p>${hint}</p>
    ${hidden}${fields}
    <label>Reason <input name="reason" required maxlength="500" autocomplete="off" /></label>
    <button>${button}</button>
  </form>`;
}

/** Forms that are shown on demand, so that the page stays readable in a glance. */
export function changes(summary: string, forms: readonly Html[]): Html {
  return html`<details class="changes">
    <summary>${summary}</summary>
    <div class="forms">${forms}</div>
  </details>`;
}

/** A choice among a few values. @param options value → what is shown */
export function choice(
  label: string,
  name: string,
  options: Readonly<Record<string, string>>,
  chosen = '',
): Html {
  const listed = Object.entries(options).map(
    ([value, shown]) =>
      html`<option value="${value}" ${value === chosen ? html`selected` : ''}>${shown}</option>`,
  );
  return html`<label
    >${label}
    <select name="${name}">
      ${listed}
    </select></label
  >`;
}

/** A day in UTC. @param chosen such as `2028-12-24`; empty for none */
export function dayField(label: string, name: string, chosen = ''): Html {
  return html`<label>${label} <input type="date" name="${name}" value="${chosen}" /></label>`;
}

/** The first moment of the day of a field, as the API takes it; undefined for an empty one. */
export function momentOf(day: string | undefined): string | undefined {
  return day === undefined || day === '' ? undefined : `${day}T00:00:00Z`;
}

/** Checks the fields of a form as the API checks a body. @throws Refusal `request.validation_failed` */
export function checkedForm<T extends object>(shape: Shape & (new () => T), fields: object): T {
  return checkInput({ body: shape }, { path: {}, query: {}, body: fields }, true).body as T;
}

/**
 * What was done, after a form. The address names it by a word, so that nobody can make a link that shows a text of
 * their own.
 */
export function doneNote({ query }: Context, words: Readonly<Record<string, string>>): Html {
  const { done: word } = query;
  // Names such as `toString` are in every object.
  const done = typeof word === 'string' && Object.hasOwn(words, word) ? words[word] : undefined;
  return done === undefined ? html`` : html`<p class="done" role="status">${done}</p>`;
}
