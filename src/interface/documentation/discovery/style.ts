import { createHash } from 'node:crypto';

/** The colours of all pages, light or dark as the browser prefers. */
export const colours = `
:root { color-scheme: light dark; --paper: #fdfcf9; --ink: #23211d; --soft: #6a655b; --line: #e2ddd2; --card: #fff;
  --link: #1c5d99; --active: #1f6b3a; --ending: #9a5200; --gone: #a32626; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #181715; --ink: #eae6de; --soft: #a8a296; --line: #38352f; --card: #201e1b;
    --link: #8ab8ea; --active: #7cc894; --ending: #e8aa5c; --gone: #f08a8a; }
}
`.trim();

/** The style sheet of the pages, suitable for small screens. */
const text = `
${colours}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 1.5rem 0 .5rem; letter-spacing: -.01em; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 2.25rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .25rem; }
p, ul, dl { margin: .5rem 0 1rem; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
code, pre { font: .9em/1.5 ui-monospace, monospace; }
pre { overflow-x: auto; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .5rem;
  background: var(--card); }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; justify-content: space-between; }
nav { color: var(--soft); }
nav a { margin-right: .75rem; white-space: nowrap; }
.lead { color: var(--soft); font-size: 1.125rem; }
.card { border: 1px solid var(--line); border-radius: .75rem; background: var(--card); padding: 0 1.25rem .5rem;
  margin: 1.25rem 0; }
.card h2 { margin-top: 1.1rem; }
.state { display: inline-block; border: 1px solid currentColor; border-radius: 1rem; padding: 0 .6rem;
  font-size: .8rem; font-weight: 600; vertical-align: middle; }
.active { color: var(--active); }
.announced, .deprecated, .held { color: var(--ending); }
.gone, .brownout { color: var(--gone); }
time { white-space: nowrap; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-top: 1px solid var(--line); }
thead th { border-top: 0; color: var(--soft); font-size: .85rem; font-weight: 600; }
td.short, th.short { white-space: nowrap; }
form { max-width: 24rem; }
label { display: block; margin-top: 1rem; }
input { width: 100%; padding: .5rem .6rem; border: 1px solid var(--soft); border-radius: .4rem; background: var(--card);
  color: var(--ink); font: inherit; }
button { margin-top: 1rem; padding: .5rem 1.1rem; border: 0; border-radius: .4rem; background: var(--link);
  color: var(--paper); font: inherit; font-weight: 600; cursor: pointer; }
input:focus-visible, button:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.search { display: flex; gap: .5rem; flex: 1 1 14rem; max-width: 20rem; }
.search input { padding: .25rem .5rem; min-width: 0; }
.search button { margin: 0; padding: .25rem .75rem; }
.found li { margin-bottom: .75rem; }
.kind { color: var(--soft); font-size: .85rem; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft);
  font-size: .9rem; }
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --card: #fff; --link: #000; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  header { display: none; }
  pre { white-space: pre-wrap; }
  .scroll { overflow: visible; }
  .change { break-inside: avoid-page; }
  h2, h3 { break-after: avoid; }
}
`.trim();

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#1c5d99" ' +
  'd="M5 5h6v22H5zM13 5h5v22h-5zM21.3 6.7l5-1.2 4.6 20.6-5 1.1z"/></svg>';

/** A file that a page loads. Its path contains a hash of the content, so that it can be cached for ever. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

function asset(name: string, type: string, content: string): Asset {
  const [stem = '', ending = ''] = name.split('.');
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return { path: `/docs/assets/${stem}-${hash}.${ending}`, type, text: content };
}

export const pageAssets = {
  style: asset('pages.css', 'text/css', text),
  icon: asset('shelflife.svg', 'image/svg+xml', icon),
} as const;
