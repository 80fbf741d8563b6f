/**
 * The script of the console: it draws each chart from the table beside it, so that both always say the same. It runs in
 * the browser, after uPlot. Without it, the tables are there.
 */
export const consoleScript = `
'use strict';
(() => {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const numberIn = (cell) => Number(cell.dataset.value ?? cell.textContent);
  const read = (figure) => {
    const table = figure.querySelector('details table');
    const rows = [...table.querySelectorAll('tbody tr')];
    const names = [...table.querySelectorAll('thead th')].slice(1).map((cell) => cell.textContent.trim());
    const times = rows.map((row) => Date.parse(row.cells[0].querySelector('time').dateTime) / 1000);
    const series = names.map((_, at) => rows.map((row) => numberIn(row.cells[at + 1])));
    return { names, data: [times, ...series] };
  };
  const draw = (figure) => {
    const plot = figure.querySelector('.plot');
    const { names, data } = read(figure);
    plot.replaceChildren();
    const axis = { stroke: colour('--soft'), grid: { stroke: colour('--line') }, ticks: { stroke: colour('--line') } };
    const whole = (_, splits) => splits.map((each) => (Number.isInteger(each) ? each.toLocaleString('en') : ''));
    const date = { day: 'numeric', month: 'short', timeZone: 'UTC' };
    const days = (_, splits) => splits.map((each) => new Date(each * 1000).toLocaleDateString('en-GB', date));
    const lines = names.map((label, at) => ({
      label, stroke: colour('--series-' + ((at % 6) + 1)), width: 2, dash: at < 6 ? undefined : [6, 4],
      points: { show: data[0].length < 3 },
    }));
    const day = (_, at) => (at === null || at === undefined ? '' : new Date(at * 1000).toISOString().slice(0, 10));
    new uPlot({
      width: plot.clientWidth, height: 240, series: [{ label: 'Day', value: day }, ...lines],
      tzDate: (at) => uPlot.tzDate(new Date(at * 1000), 'UTC'),
      axes: [{ ...axis, values: days }, { ...axis, values: whole, size: 64 }],
      scales: { y: { range: (_, low, high) => [0, Math.max(1, high * 1.1)] } },
    }, data, plot);
  };
  const figures = [...document.querySelectorAll('figure[data-chart]')];
  const drawAll = () => figures.forEach(draw);
  drawAll();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
  let width = innerWidth;
  addEventListener('resize', () => {
    if (innerWidth === width) return;
    width = innerWidth;
    drawAll();
  });
})();
`.trim();
