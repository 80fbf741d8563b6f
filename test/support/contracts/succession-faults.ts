import type { Contract } from '../../../src/interface/documentation/migration/contract.js';
import { MajorDifferences } from '../../../src/interface/documentation/migration/major-differences.js';
import type { WholeSuccession } from '../../../src/interface/documentation/migration/succession.js';

/** Where a succession and the documents of both majors differ. */
export function successionFaults(older: Contract, newer: Contract, succession: WholeSuccession): string[] {
  return [
    ...operationFaults(older, newer, succession),
    ...shapeFaults(older, newer, succession),
    ...codeFaults(older, newer, succession),
  ];
}

function operationFaults(older: Contract, newer: Contract, succession: WholeSuccession): string[] {
  const { operations, parameters: shared } = succession;
  const differences = new MajorDifferences(older, newer, succession);
  const known = [...older.operations.keys()];
  const steps = Object.entries(operations).flatMap(([id, { to, note, parameters = {} }]) => {
    const before = older.operations.get(id);
    const after = newer.operations.get(to ?? '');
    return [
      ...(before ? [] : [`${id} is no operation`]),
      ...(to === undefined && note === undefined ? [`${id} has neither a successor nor a reason`] : []),
      ...(to !== undefined && !after ? [`${id} leads to ${to}, which is no operation`] : []),
      ...Object.entries(parameters).flatMap(([name, step]) =>
        before?.parameters.some((each) => each.name === name) &&
        (step.to === undefined || isParameter(after, step.to))
          ? []
          : [`${id}: the parameter ${name} leads nowhere`],
      ),
    ];
  });
  const used = new Set(
    [...older.operations.values()].flatMap(({ parameters }) => parameters.map(({ name }) => name)),
  );
  return [
    ...known.filter((id) => !Object.hasOwn(operations, id)).map((id) => `${id} is missing`),
    ...steps,
    ...Object.keys(shared)
      .filter((name) => !used.has(name))
      .map((name) => `${name} is no parameter`),
    ...[...older.operations.values()].flatMap((operation) =>
      silent(operation.operationId, differences.rowsOfOperation(operation)),
    ),
  ];
}

function isParameter(
  operation: { readonly parameters: readonly { readonly name: string }[] } | undefined,
  name: string,
) {
  return operation?.parameters.some((each) => each.name === name) ?? false;
}

function shapeFaults(older: Contract, newer: Contract, succession: WholeSuccession): string[] {
  const differences = new MajorDifferences(older, newer, succession);
  const known = differences.shapes();
  const { shapes } = succession;
  return [
    ...known.filter((name) => !Object.hasOwn(shapes, name)).map((name) => `the shape ${name} is missing`),
    ...Object.keys(shapes)
      .filter((name) => !known.includes(name))
      .map((name) => `${name} is no shape`),
    ...Object.entries(shapes).flatMap(([name, { to, note, fields = {} }]) => {
      if (to === undefined) return note === undefined ? [`${name} has neither a successor nor a reason`] : [];
      if (!newer.fieldsOf(to)) return [`${name} leads to ${to}, which is no shape`];
      return [
        ...Object.entries(fields).flatMap(([field, step]) => [
          ...(older.fieldsOf(name)?.[field] ? [] : [`${name} has no field ${field}`]),
          ...(step.to === undefined || newer.at(to, step.to)
            ? []
            : [`${name}.${field} leads to ${step.to}, which is no field`]),
        ]),
        ...silent(name, differences.rowsOfShape(name)),
      ];
    }),
  ];
}

/** What ends without a word about it. */
function silent(name: string, rows: ReturnType<MajorDifferences['rowsOfShape']>): string[] {
  return rows
    .filter(({ before, after, note }) => before !== '' && after === '' && note === '')
    .map(({ before }) => `${name}: ${before} ends without a note`);
}

function codeFaults(older: Contract, newer: Contract, { codes }: WholeSuccession): string[] {
  const gone = older.codes().difference(newer.codes());
  const otherStatus = [...older.codes().intersection(newer.codes())].filter(
    (code) => statusOf(older, code) !== statusOf(newer, code),
  );
  return [
    ...[...gone].filter((code) => !Object.hasOwn(codes, code)).map((code) => `the code ${code} is missing`),
    ...Object.keys(codes)
      .filter((code) => !gone.has(code))
      .map((code) => `the code ${code} is not gone`),
    ...otherStatus.map((code) => `the code ${code} has another status`),
  ];
}

function statusOf({ operations }: Contract, code: string): number | undefined {
  return [...operations.values()].find(({ refusals }) => refusals.has(code))?.refusals.get(code)?.status;
}
