/** HTML that needs no escaping. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | readonly Part[];

/** Makes HTML of a template. Values are escaped, except `Html`; lists are joined. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((text, string, at) => text + textOf(parts[at - 1] ?? '') + string));
}

/**
 * Plain text in which the words between backticks become code.
 * @param links word between backticks → the address that it links to
 */
export function prose(sentence: string, links?: ReadonlyMap<string, string>): Html {
  return html`${sentence.split('`').map((part, at) => (at % 2 === 1 ? code(part, links?.get(part)) : part))}`;
}

function code(word: string, href: string | undefined): Html {
  const shown = html`<code>${word}</code>`;
  return href === undefined ? shown : html`<a href="${href}">${shown}</a>`;
}

function textOf(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(textOf).join('');
  return String(part).replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}
