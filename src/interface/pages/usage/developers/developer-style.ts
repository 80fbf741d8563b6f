/** The style sheet of the page, on top of that of the other pages. */
export const developerStyle = `
body { max-width: 72rem; padding-top: 0; }
.bar { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: baseline; justify-content: space-between;
  padding: .75rem 0; border-bottom: 1px solid var(--line); }
.bar .brand { font-weight: 700; color: var(--ink); text-decoration: none; }
.bar form { max-width: none; margin: 0; }
.bar button, .command button { margin: 0; padding: .2rem .7rem; background: var(--card); color: var(--link);
  border: 1px solid var(--soft); font-weight: 400; }
.contents { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; margin: 1rem 0 0; list-style: none; }
.contents a { margin: 0; }
.soft, .none { color: var(--soft); }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.number + td:not(.number), .number + th:not(.number) { padding-left: 1rem; }
table { font-size: .95rem; }
th, td { white-space: nowrap; }
td:last-child { white-space: normal; }
tbody tr:last-child td { border-bottom: 1px solid var(--line); }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); }
.scroll:focus-visible, summary:focus-visible, pre:focus-visible, select:focus-visible
  { outline: 2px solid var(--link); outline-offset: 2px; }
.card h3 { margin-top: 1.1rem; font-size: 1.15rem; }
.card h4 { margin: 1.25rem 0 .25rem; font-size: 1rem; }
summary { cursor: pointer; color: var(--link); margin-bottom: .5rem; }
.answers { display: flex; flex-wrap: wrap; gap: 0 2.5rem; padding-bottom: .75rem; }
.answers form { flex: 1 1 16rem; }
.choice { display: flex; flex-wrap: wrap; gap: 0 1.25rem; align-items: end; max-width: none; }
select { width: 100%; padding: .5rem .6rem; border: 1px solid var(--soft); border-radius: .4rem; background: var(--card);
  color: var(--ink); font: inherit; }
.choice label { flex: 0 1 9rem; }
.hint { margin: .25rem 0 0; font-size: .9rem; color: var(--soft); }
.command { position: relative; }
.command pre { margin: .5rem 0; padding-right: 6rem; }
.command button { position: absolute; top: .5rem; right: .5rem; font-size: .9rem; }
[role=status], [role=alert] { border: 1px solid currentColor; border-radius: .5rem; padding: .6rem 1rem; }
[role=status] { color: var(--active); }
.yes { color: var(--active); }
@media (max-width: 40rem) {
  .command pre { padding-right: 1rem; padding-top: 3rem; }
}
`.trim();
