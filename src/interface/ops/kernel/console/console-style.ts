/** The style sheet of the console, on top of that of the other pages. */
export const consoleStyle = `
:root { --good: #1f6b3a; --look: #8a4b00; --bad: #a32626; --series-1: #1c5d99; --series-2: #b3541e; --series-3: #2c7a4b;
  --series-4: #7b3f98; --series-5: #8a6d00; --series-6: #a3265f; }
@media (prefers-color-scheme: dark) {
  :root { --good: #7cc894; --look: #e8aa5c; --bad: #f08a8a; --series-1: #8ab8ea; --series-2: #f0a97c; --series-3: #7cc894;
    --series-4: #cf9fe6; --series-5: #e0c557; --series-6: #f08ab8; }
}
body { max-width: 78rem; padding-top: 0; }
.bar { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: baseline; padding: .75rem 0;
  border-bottom: 1px solid var(--line); }
.bar .brand { font-weight: 700; color: var(--ink); text-decoration: none; }
.bar nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; flex: 1; }
.bar nav a { margin: 0; padding: .25rem 0; text-decoration: none; }
.bar nav a:hover { text-decoration: underline; }
.bar nav a[aria-current] { color: var(--ink); font-weight: 600; box-shadow: 0 2px 0 var(--link); }
.bar form { max-width: none; margin: 0; }
.bar button { margin: 0; padding: .2rem .7rem; background: none; color: var(--link); border: 1px solid var(--soft);
  font-weight: 400; }
h1 { margin: 1.25rem 0 .75rem; font-size: 1.6rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem; margin: 1rem 0;
  padding: 0; list-style: none; }
.tile { display: block; height: 100%; padding: .9rem 1.1rem; border: 1px solid var(--line); border-radius: .75rem;
  background: var(--card); color: var(--ink); text-decoration: none; border-left-width: .35rem; }
.tile.good { border-left-color: var(--good); }
.tile.look { border-left-color: var(--look); }
.tile.bad { border-left-color: var(--bad); }
.tile:hover { border-color: var(--link); }
.tile strong { display: block; font-size: 1.5rem; line-height: 1.25; }
.tile .name { display: flex; justify-content: space-between; gap: .5rem; font-size: .9rem; color: var(--soft); }
.tile .note { font-size: .9rem; color: var(--soft); }
.badge { display: inline-block; border: 1px solid currentColor; border-radius: 1rem; padding: 0 .55rem; font-size: .78rem;
  font-weight: 600; white-space: nowrap; }
.good.badge { color: var(--good); }
.look.badge { color: var(--look); }
.bad.badge { color: var(--bad); }
.soft, .none { color: var(--soft); }
.number { text-align: right; font-variant-numeric: tabular-nums; }
table { font-size: .95rem; }
td time { white-space: nowrap; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); }
.scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.search { display: grid; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); gap: 0 1rem; max-width: none; align-items: end; }
.search label { margin-top: .5rem; font-size: .9rem; }
.search button { justify-self: start; }
figure { margin: 1rem 0 1.5rem; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .75rem;
  background: var(--card); }
figcaption { font-weight: 600; margin-bottom: .5rem; }
.plot { min-height: 260px; }
.plot .u-legend { color: var(--ink); font-size: .85rem; }
summary { cursor: pointer; color: var(--link); }
summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
td code { overflow-wrap: normal; }
td:last-child code { overflow-wrap: anywhere; white-space: pre-wrap; }
.number + td:not(.number), .number + th:not(.number) { padding-left: 1rem; }
main a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
main .lead + .tiles { margin-top: 0; }
.chooser { display: flex; flex-wrap: wrap; gap: .25rem .9rem; }
.alert, .done { margin: 1rem 0; padding: .6rem 1rem; border: 1px solid currentColor; border-radius: .5rem;
  background: var(--card); }
.alert { color: var(--bad); }
.done { color: var(--good); }
.alert p, .alert ul { margin: .2rem 0; }
.changes { margin: .75rem 0 1.5rem; padding: .5rem 1rem; border: 1px solid var(--line); border-radius: .5rem;
  background: var(--card); }
.forms { display: grid; grid-template-columns: repeat(auto-fill, minmax(14.5rem, 1fr)); gap: 1rem 2rem; margin: .5rem 0; }
.change { display: flex; flex-direction: column; max-width: 26rem; margin: 0; }
.change h3 { margin: .25rem 0; font-size: 1rem; }
.change p { margin: 0; font-size: .9rem; color: var(--soft); }
.change label { margin-top: .6rem; font-size: .9rem; }
.change button { align-self: start; margin-top: .8rem; }
select { width: 100%; padding: .5rem .6rem; border: 1px solid var(--soft); border-radius: .4rem; background: var(--card);
  color: var(--ink); font: inherit; }
select:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
section { scroll-margin-top: 1rem; }
section + section, section + h2 { margin-top: 2.5rem; padding-top: .5rem; border-top: 1px solid var(--line); }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; margin: .5rem 0 1rem; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; }
@media (max-width: 40rem) {
  .bar { justify-content: space-between; }
  .bar nav { order: 3; flex-basis: 100%; }
}
`.trim();
