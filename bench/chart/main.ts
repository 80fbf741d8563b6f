import { json } from 'node:stream/consumers';
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';

/** Reads a chart in the grammar of Vega-Lite, and writes it as SVG. */
const chart = (await json(process.stdin)) as TopLevelSpec;
process.stdout.write(`${await new View(parse(compile(chart).spec), { renderer: 'none' }).toSVG()}\n`);
