import { getMetadataStorage } from 'class-validator';
import type { ContractChange } from '../declaration/contract-change.js';
import { refusalsOf } from '../declaration/declared-refusals.js';
import type { Route } from '../declaration/route.js';
import type { Shape } from '../shapes/shape.js';
import { minors, type MountedVersion } from '../declaration/version.js';
import { statusOf } from '../errors/refusals.js';
import { optionalityOf } from '../shapes/optional-rules.js';
import {
  addedValues,
  type AddedCode,
  type AddedFields,
  type Addition,
  type AddedOperation,
  type AddedTagPart,
  type AddedValues,
} from '../declaration/additions.js';
import { laterOf, type Later } from './later.js';
import { codesOf, routeBefore } from './minor-form.js';
import { isOpenEnum } from './open-enum.js';
import { answerShapesIn, requestShapesIn } from './shapes-in.js';

/** What the list of a change is compared with. */
interface Facts extends MountedVersion {
  readonly minor: string;
  /** Everything since the minor of the change. */
  readonly later: Later;
}

/** The errors in the lists of the changes of a version, as sentences. */
export function additionFaults(mounted: MountedVersion): string[] {
  const { changes } = mounted.version;
  return [
    ...changes.flatMap((change) =>
      (change.adds ?? []).flatMap((addition) =>
        faultsOf(addition, factsOf(mounted, change)).map((fault) => `the change ${change.id} ${fault}`),
      ),
    ),
    ...unnamed(mounted),
  ];
}

function factsOf(mounted: MountedVersion, { minor }: ContractChange): Facts {
  const { changes } = mounted.version;
  const since = changes.findIndex((change) => change.minor === minor);
  return { ...mounted, minor, later: laterOf(changes.slice(since)) };
}

/** The changelog names every operation that came later. */
function unnamed({ version, routes }: MountedVersion): string[] {
  const known = minors(version);
  const named = new Set(
    version.changes.flatMap(({ minor, adds = [], operations = [] }) =>
      [...operations, ...adds.flatMap((each) => (each.adds === 'operation' ? [each.operationId] : []))].map(
        (operationId) => `${operationId} ${minor}`,
      ),
    ),
  );
  return routes
    .filter(({ since }) => since !== version.baseline && known.includes(since))
    .filter(({ operationId, since }) => !named.has(`${operationId} ${since}`))
    .map(({ operationId, since }) => `no change of ${since} names the operation ${operationId}`);
}

function faultsOf(addition: Addition, facts: Facts): string[] {
  switch (addition.adds) {
    case 'fields':
      return fieldFaults(addition, facts);
    case 'values':
      return valueFaults(addition, facts);
    case 'code':
      return codeFaults(addition, facts);
    case 'operation':
      return operationFaults(addition, facts);
    case 'tag part':
      return tagFaults(addition, facts);
  }
}

function fieldFaults({ shape, names }: AddedFields, { version, routes }: Facts): string[] {
  const isSent = isIn(requestShapesIn(routes), shape);
  if (!isSent && !isIn(answerShapesIn(routes, version), shape))
    return [`adds fields to ${shape.name}, which no operation has`];
  return names.flatMap((name) => {
    if (rulesOf(shape, name).length === 0)
      return [`adds the field ${shape.name}.${name}, which does not exist`];
    return isSent && isRequired(shape, name)
      ? [`adds the required field ${shape.name}.${name} to requests`]
      : [];
  });
}

function isIn(shapes: readonly Shape[], added: Shape): boolean {
  return shapes.some((shape) => shape === added || shape.prototype instanceof added);
}

function rulesOf(shape: Shape, name: string) {
  return getMetadataStorage()
    .getTargetValidationMetadatas(shape, '', true, false)
    .filter(({ propertyName }) => propertyName === name);
}

/** The values in the lists of the rules of a field. */
function valuesOf(shape: Shape, field: string): ReadonlySet<unknown> {
  return new Set(rulesOf(shape, field).flatMap(({ constraints }) => (constraints ?? []).flat() as unknown[]));
}

function isRequired(shape: Shape, name: string): boolean {
  const defaults = new shape() as Readonly<Record<string, unknown>>;
  return !optionalityOf(shape, name).mayBeAbsent && defaults[name] === undefined;
}

function valueFaults(
  { shape, field, values, standIns }: AddedValues,
  { version, routes, later, minor }: Facts,
): string[] {
  const name = `${shape.name}.${field}`;
  const all = valuesOf(shape, field);
  const unknown = values.filter((value) => !all.has(value));
  if (unknown.length > 0)
    return unknown.map((value) => `adds the value ${value} to ${name}, which does not have it`);
  if (!isIn(answerShapesIn(routes, version), shape))
    return standIns ? [`gives stand-ins for values of ${name}, which no answer has`] : [];
  if (!standIns) return [`adds values to ${name} of answers without older ones that stand for them`];
  const added = addedValues(shape, later.additions).get(field);
  const missing = Object.values(standIns).filter((value) => !all.has(value) || added?.has(value));
  return [
    ...(isOpenEnum(shape, field) ? [] : [`adds values to ${name}, which is not marked as open`]),
    ...missing.map(
      (value) => `lets ${value} stand for a value of ${name}, which did not have it before ${minor}`,
    ),
  ];
}

function codeFaults(added: AddedCode, { version, routes, later, minor }: Facts): string[] {
  const { reason, standIn, operations = [] } = added;
  const own = routes.filter((route) => codesOf(route, [added]).length > 0);
  const declares = (route: Route, code: string) =>
    refusalsOf(version, route).some((each) => each.code === code);
  const without = own.filter((route) => !declares(routeBefore(route, later), standIn.code));
  const undeclared = operations.filter(
    (id) => !own.some((each) => each.operationId === id && declares(each, reason.code)),
  );
  return [
    ...(own.length === 0 ? [`adds the code ${reason.code}, which no operation declares`] : []),
    ...undeclared.map((id) => `adds the code ${reason.code} to ${id}, which does not declare it`),
    ...(statusOf(reason) === statusOf(standIn)
      ? []
      : [`lets ${standIn.code} stand for ${reason.code}, which has another status`]),
    ...without.map(
      ({ operationId }) =>
        `lets ${standIn.code} stand for ${reason.code} in ${operationId}, which did not declare it before ${minor}`,
    ),
  ];
}

function operationFaults({ operationId }: AddedOperation, { routes, minor }: Facts): string[] {
  const route = routes.find((each) => each.operationId === operationId);
  if (!route) return [`adds the operation ${operationId}, which does not exist`];
  return route.since === minor
    ? []
    : [`adds the operation ${operationId}, which exists since ${route.since}`];
}

function tagFaults({ operations }: AddedTagPart, { routes }: Facts): string[] {
  const known = new Set(routes.map(({ operationId }) => operationId));
  return operations
    .filter((id) => !known.has(id))
    .map((id) => `adds a part to the tag of ${id}, which does not exist`);
}
