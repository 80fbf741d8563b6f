import type { Addition } from '../../kernel/declaration/additions.js';
import type { ContractChange } from '../../kernel/declaration/contract-change.js';
import { versionPath, type MountedVersion } from '../../kernel/declaration/version.js';
import { operationsOf } from '../../kernel/minors/minor-form.js';
import type { Contract, DocumentedOperation } from './contract.js';
import { exchangeOf, operationIn, type BeforeAndAfter, type Difference, type Row } from './difference.js';

/**
 * The differences between two minors of one major: one for each change.
 * @param contracts of both minors and of all between them, oldest first
 */
export function minorDifferences(
  mounted: MountedVersion,
  contracts: readonly Contract[],
): readonly Difference[] {
  return contracts.slice(1).flatMap((after, at) => {
    const before = contracts[at] ?? after;
    const changes = mounted.version.changes.filter(({ minor }) => minor === after.minor);
    return changes.map((change) => differenceOf(change, mounted, contracts[0] ?? before, { before, after }));
  });
}

/** The contracts of the minor before a change and of that with it. */
interface Around {
  readonly before: Contract;
  readonly after: Contract;
}

function differenceOf(
  change: ContractChange,
  { version, routes }: MountedVersion,
  oldest: Contract,
  around: Around,
): Difference {
  return {
    id: `change:${change.id}`,
    title: change.title,
    text: change.why,
    guide: `/docs/changelog${versionPath(version)}#${change.id}`,
    since: change.minor,
    operations: operationsOf(change, routes).filter((each) => oldest.operations.has(each)),
    rows: (change.adds ?? []).flatMap(rowsOf),
    example: (operationId) => exampleOf(change, operationId, around),
  };
}

/** The declared example, or else one made of the documents of both minors. */
function exampleOf(
  { example, adds = [] }: ContractChange,
  operationId: string,
  { before, after }: Around,
): BeforeAndAfter {
  const [was, is] = [operationIn(before, operationId), operationIn(after, operationId)];
  if (example?.operationId === operationId) {
    const { status } = example;
    return {
      before: { ...exchangeOf(was, 'request'), status, answer: example.before },
      after: { ...exchangeOf(is, 'request'), status, answer: example.after },
    };
  }
  return ofCode(adds, was, is) ?? ofDocuments(was, is);
}

function ofDocuments(was: DocumentedOperation, is: DocumentedOperation): BeforeAndAfter {
  const differs = JSON.stringify(was.success.example) !== JSON.stringify(is.success.example);
  const shown = differs ? 'success' : 'request';
  return { before: exchangeOf(was, shown), after: exchangeOf(is, shown) };
}

/** A new code, and the one that stands for it before. */
function ofCode(
  adds: readonly Addition[],
  was: DocumentedOperation,
  is: DocumentedOperation,
): BeforeAndAfter | undefined {
  const code = adds.find((each) => each.adds === 'code' && is.refusals.has(each.reason.code));
  if (code?.adds !== 'code') return undefined;
  return {
    before: exchangeOf(was, 'refusal', code.standIn.code),
    after: exchangeOf(is, 'refusal', code.reason.code),
  };
}

function rowsOf(addition: Addition): Row[] {
  switch (addition.adds) {
    case 'fields':
      return addition.names.map((name) => added(`${addition.shape.name}: ${name}`));
    case 'values':
      return addition.values.map((value) => ({
        before: addition.standIns?.[value] ?? '',
        after: value,
        note: `A value of \`${addition.field}\`.`,
      }));
    case 'code':
      return [{ before: addition.standIn.code, after: addition.reason.code, note: 'A code.' }];
    case 'operation':
      return [added(addition.operationId)];
    case 'tag part':
      return [];
  }
}

function added(name: string): Row {
  return { before: '', after: name, note: '' };
}
