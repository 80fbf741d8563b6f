import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withHeaders, type CompleteResponse } from '../../../kernel/answer/encoded-response.js';
import { consoleScript } from './console-script.js';
import { consoleStyle } from './console-style.js';

interface Asset {
  readonly path: string;
  readonly answer: CompleteResponse;
}

/** A file that pages load. Its path has a hash of the content, so that it can be cached for ever. */
function asset(stem: string, ending: 'css' | 'js', content: string): Asset {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const mediaType = ending === 'css' ? 'text/css' : 'text/javascript';
  const headers = { 'Cache-Control': 'public, max-age=31536000, immutable' };
  const answer = withHeaders({ status: 200, mediaType, headers, body: content }, true);
  return { path: `/ops/assets/${stem}-${hash}.${ending}`, answer };
}

function textAt(url: string): string {
  return readFileSync(fileURLToPath(url), 'utf8');
}

/** The files of the console, from this host. They are read once, at the start, and hold no data. */
export const consoleAssets = {
  style: asset('console', 'css', consoleStyle),
  script: asset('console', 'js', consoleScript),
  chartStyle: asset('uplot', 'css', textAt(import.meta.resolve('uplot/dist/uPlot.min.css'))),
  chartScript: asset('uplot', 'js', textAt(import.meta.resolve('uplot/dist/uPlot.iife.min.js'))),
} as const;
