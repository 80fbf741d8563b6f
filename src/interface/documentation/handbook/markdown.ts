import { Marked, type Tokens } from 'marked';
import { Html, html } from '../discovery/html.js';

/** HTML in a text is shown as it is written. Code and tables scroll by themselves, also with the keyboard. */
const marked = new Marked({
  renderer: {
    html: ({ text }: Tokens.HTML | Tokens.Tag) => html`${text}`.text,
    code: ({ text }: Tokens.Code) => html`<pre tabindex="0">${text}</pre>`.text,
    heading({ depth, text, tokens }: Tokens.Heading) {
      const content = new Html(this.parser.parseInline(tokens));
      return html`<h${depth} id="${anchorOf(text)}">${content}</h${depth}>`.text;
    },
  },
  walkTokens: (token) => {
    if (token.type === 'link' || token.type === 'image') requireHarmless((token as Tokens.Link).href);
  },
  hooks: {
    postprocess: (text: string) =>
      text
        .replaceAll('<table>', '<div class="scroll" tabindex="0"><table>')
        .replaceAll('</table>', '</table></div>'),
  },
});

/**
 * Markdown (GitHub's) as HTML without a script, a style or a foreign tag.
 * @throws Error for a link that leads to something other than a page, a heading or an address
 */
export function markdown(text: string): Html {
  return new Html(marked.parse(text, { async: false }));
}

/** A list of what is allowed, because browsers read `java&Tab;script:` as a script, too. */
function requireHarmless(href: string): void {
  if (!/^(https?:\/\/|mailto:|\/|#)/.test(href)) throw new Error(`A link leads to ${href}.`);
}

/** The anchor of a heading, as GitHub makes it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(/\s/g, '-');
}
