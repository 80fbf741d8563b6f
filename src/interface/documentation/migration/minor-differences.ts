import type { Addition } from '../../kernel/declaration/additions.js';
import type { ContractChange } from '../../kernel/declaration/contract-change.js';
import { versionPath, type MountedVersion } from '../../kernel/declaration/version.js';
import { operationsOf } from '../../kernel/minors/minor-form.js';
import type { Contract, DocumentedOperation } from './contract.js';
import { exchangeOf, operationIn, type BeforeAndAfter, type Difference, type Row } from './difference.js';

/** The contracts of the minors around a change. */
interface Around {
  readonly before: Contract;
  readonly after: Contract;
}

/**
 * The differences between two minors of one major: one for each change.
 * @param changes those after the older minor, up to the newer one
 * @param around the contracts of the minor before a change and of that with it
 */
export function minorDifferences(
  mounted: MountedVersion,
  changes: readonly ContractChange[],
  older: Contract,
  around: (change: ContractChange) => Around,
): readonly Difference[] {
  return changes.map((change) => {
    const touched = operationsOf(change, mounted.routes).filter((each) => older.operations.has(each));
    return {
      id: `change:${change.id}`,
      title: change.title,
      text: change.why,
      guide: `/docs/changelog${versionPath(mounted.version)}#${change.id}`,
      since: change.minor,
      operations: touched,
      rows: (change.adds ?? []).flatMap(rowsOf),
      example: (operationId) => exampleOf(change, operationId, around(change)),
    };
  });
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
