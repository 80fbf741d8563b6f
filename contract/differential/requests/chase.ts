import { asNode } from '../../differ/node.js';
import type { Gap } from '../sources/documents.js';
import { setHeader, type Parts } from './draft.js';
import { once, type Change } from './sweep.js';
import type { Phase } from './talk-with.js';
import { ask, turn } from './turns.js';

/** What leads to a status in every operation that has it. */
const waysTo: Readonly<Record<number, Change>> = {
  304: (parts) => setHeader(parts, 'If-None-Match', '*'),
  400: (parts) => setHeader(parts, 'API-Version', 'latest'),
  401: (parts) => setHeader(parts, 'Authorization', 'Bearer x'),
  404: ({ path }) => {
    for (const [name, id] of Object.entries(path)) path[name] = unknownLike(id);
  },
  406: (parts) => setHeader(parts, 'Accept', 'image/png'),
  412: (parts) => setHeader(parts, 'If-Match', '"x"'),
  413: (parts) => {
    parts.body = { ...asNode(parts.body), huge: 'x'.repeat(110_000) };
  },
  415: (parts) => setHeader(parts, 'Content-Type', 'text/plain'),
  422: (parts, { random }) => setHeader(parts, 'Idempotency-Key', `key-${random.between(1, 1_000_000_000)}`),
  428: (parts) => setHeader(parts, 'If-Match', undefined),
};

/** An id of the same form. */
function unknownLike(id: unknown): unknown {
  return typeof id === 'number' ? 999_999 : String(id).replace(/_.*/, '_00000000');
}

/** Another request with the same key. */
const otherThan = (parts: Parts): Parts => ({ ...parts, query: [...parts.query, ['other', 'yes']] });

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
        if (!way || round % 2 === 0) await turn(operation, scene);
        else {
          const parts = await once(operation, scene, way);
          if (status === 422) await ask(otherThan(parts), scene);
        }
      }
    }
  };
}
