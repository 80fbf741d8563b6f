import type { Gap } from '../answers/coverage.js';
import { asNode } from '../../differ/node.js';
import { setHeader } from './draft.js';
import { once, type Change } from './sweep.js';
import type { Phase } from './talk-with.js';
import { turn } from './turns.js';

/** What leads to a status in every operation that has it. */
const waysTo: Readonly<Record<number, Change>> = {
  304: (parts) => setHeader(parts, 'If-None-Match', '*'),
  400: ({ query }) => query.push(['nonsense', 'x']),
  401: (parts) => setHeader(parts, 'Authorization', 'Bearer x'),
  406: (parts) => setHeader(parts, 'Accept', 'image/png'),
  412: (parts) => setHeader(parts, 'If-Match', '"x"'),
  413: (parts) => {
    parts.body = { ...asNode(parts.body), huge: 'x'.repeat(110_000) };
  },
  415: (parts) => setHeader(parts, 'Content-Type', 'text/plain'),
  // A key that the same caller has used, as a rule for something else.
  422: (parts, { random }) => setHeader(parts, 'Idempotency-Key', `of many requests ${random.between(1, 2)}`),
  428: (parts) => setHeader(parts, 'If-Match', undefined),
};

/** How often a status is tried before it is given up. */
const mostRounds = 8;

/** Asks for the documented answers that nothing has led to so far, until there is none left or nothing helps. */
export function chaseOf(gaps: () => readonly Gap[]): Phase['speak'] {
  return async (scene, isEnough) => {
    for (let round = 1; round <= mostRounds; round++) {
      for (const { operation, status } of gaps()) {
        if (isEnough()) return;
        const way = waysTo[status];
        // What leads to other answers is chance: a barcode that is taken, a loan that is open.
        if (way && round % 2 === 1) await once(operation, scene, way);
        else await turn(operation, scene);
      }
    }
  };
}
