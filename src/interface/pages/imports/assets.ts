import { createHash } from 'node:crypto';
import { withHeaders, type CompleteResponse } from '../../kernel/answer/encoded-response.js';

/** The style sheet of the pages, on top of that of the other pages. */
const style = `
body { max-width: 60rem; padding-top: 0; }
.bar { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: baseline; justify-content: space-between;
  padding: .75rem 0; border-bottom: 1px solid var(--line); }
.bar .brand { font-weight: 700; color: var(--ink); text-decoration: none; }
.bar form { max-width: none; margin: 0; }
.bar button, button.plain { margin: 0; padding: .2rem .7rem; background: var(--card); color: var(--link);
  border: 1px solid var(--soft); font-weight: 400; }
form.import { max-width: 36rem; }
select, textarea { width: 100%; padding: .5rem .6rem; border: 1px solid var(--soft); border-radius: .4rem;
  background: var(--card); color: var(--ink); font: inherit; }
input[type=checkbox] { width: auto; margin-right: .5rem; }
.hint { margin: .25rem 0 0; font-size: .9rem; color: var(--soft); }
summary { cursor: pointer; color: var(--link); margin-top: 1rem; }
progress { width: 100%; height: 1.25rem; accent-color: var(--link); }
.numbers { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; padding: 0; list-style: none; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
td.number, th.number { padding-right: 1.25rem; }
[role=alert] { border: 1px solid currentColor; border-radius: .5rem; padding: .6rem 1rem; }
select:focus-visible, textarea:focus-visible, summary:focus-visible, .scroll:focus-visible
  { outline: 2px solid var(--link); outline-offset: 2px; }
`.trim();

/**
 * Loads the part of the page that changes while an import goes on. Nodes that are the same stay, so that nobody loses the
 * focus, a selection or a scrolled table. Without a script, the page loads itself again.
 */
const script = `
'use strict';
(() => {
  const renew = (present, next) => {
    if (present.isEqualNode(next)) return;
    if (present.nodeType !== Node.ELEMENT_NODE || present.nodeName !== next.nodeName) {
      present.replaceWith(next);
      return;
    }
    for (const { name } of [...present.attributes]) if (!next.hasAttribute(name)) present.removeAttribute(name);
    for (const { name, value } of next.attributes) present.setAttribute(name, value);
    const before = [...present.childNodes];
    const after = [...next.childNodes];
    after.forEach((child, at) => (before[at] ? renew(before[at], child) : present.append(child)));
    before.slice(after.length).forEach((child) => child.remove());
  };
  const wait = () => setTimeout(look, 1000);
  const look = async () => {
    try {
      const answer = await fetch(location.href);
      const text = answer.ok && !answer.redirected ? await answer.text() : '';
      const next = new DOMParser().parseFromString(text, 'text/html').querySelector('#import');
      if (next) renew(document.querySelector('#import'), next);
    } catch {}
    if (document.querySelector('#import[data-open]')) wait();
  };
  if (document.querySelector('#import[data-open]')) wait();
})();
`.trim();

/** A file that the pages load. Its path has a hash of the content, so that it can be cached for ever. */
function asset(ending: 'css' | 'js', content: string): { path: string; answer: CompleteResponse } {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const mediaType = ending === 'css' ? 'text/css' : 'text/javascript';
  const headers = { 'Cache-Control': 'public, max-age=31536000, immutable' };
  const answer = withHeaders({ status: 200, mediaType, headers, body: content }, true);
  return { path: `/import/assets/page-${hash}.${ending}`, answer };
}

export const importAssets = { style: asset('css', style), script: asset('js', script) } as const;
