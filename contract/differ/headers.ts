import { compareLifecycles, lifecycleKeys } from './lifecycle.js';
import { follow, nodeAt, type Node } from './node.js';
import { once } from './once.js';
import { differOtherwise } from './others.js';
import type { Report } from './report.js';
import { compareSchemas } from './schemas.js';
import { eachName, sidesOf, type Documents, type Sides } from './sides.js';

/** The headers that announce an end of life. */
const endHeaders = new Set(['deprecation', 'sunset', 'link']);

const known = new Set(['description', 'required', 'schema', 'example', 'examples', ...lifecycleKeys]);

/** Compares the headers of an answer. @param isEndingNow whether the operation announces an end of life */
export function compareHeaders(
  { before, after }: Sides,
  { documents, isEndingNow }: { readonly documents: Documents; readonly isEndingNow: () => boolean },
  report: Report,
): void {
  eachName(sidesOf({ before, after }, headersOf), {
    gone: (name) => report.at(name).add('header.removed'),
    added: (name) => {
      report.at(name).add(endHeaders.has(name) && isEndingNow() ? 'header.end-announced' : 'header.added');
    },
    kept: (name, both) => {
      once(documents, ['header', both], () => {
        const followed = {
          before: follow(documents.before, both.before),
          after: follow(documents.after, both.after),
        };
        compareHeader(followed, documents, report.at(name));
      });
    },
  });
}

function compareHeader({ before, after }: Sides, documents: Documents, report: Report): void {
  const [was, is] = [before['required'] === true, after['required'] === true];
  if (was !== is) report.add(is ? 'header.now-required' : 'header.now-optional');
  if (differOtherwise({ before, after }, known, documents)) report.add('response.other-changed');
  compareLifecycles({ before, after }, report);
  const journey = { way: 'response', documents } as const;
  compareSchemas({ before: before['schema'], after: after['schema'] }, journey, report);
}

/** Header names are case-insensitive (RFC 9110, 5.1). */
function headersOf(response: Node): Map<string, unknown> {
  const entries = Object.entries(nodeAt(response, 'headers'));
  return new Map(entries.map(([name, header]) => [name.toLowerCase(), header]));
}
