import { operationsOf as operationsOfChange } from '../../src/interface/kernel/minors/minor-form.js';
import type { MajorContract, MinorContract } from '../documents.js';
import { operationsOf } from '../differ/operations.js';
import { textAt } from '../differ/node.js';
import type { Subject } from '../scenarios/drafts.js';

/**
 * The operations of each minor that conversations must cover: all of the first minor, then the new and changed ones.
 */
export function subjectsOf({ mounted: { version, routes }, minors }: MajorContract): Subject[] {
  return minors.map(({ minor, document }, index) => {
    const changed = version.changes.filter((change) => change.minor === minor);
    const all = idsOf({ minor, document });
    const before = minors[index - 1];
    const old = new Set(before ? idsOf(before) : []);
    const touched = new Set(changed.flatMap((change) => operationsOfChange(change, routes)));
    const operations = new Set(all.filter((id) => !old.has(id) || touched.has(id)));
    return { minor, document, isBaseline: index === 0, operations };
  });
}

function idsOf({ document }: MinorContract): string[] {
  return [...operationsOf(document).values()].map((operation) => textAt(operation, 'operationId') ?? '');
}
