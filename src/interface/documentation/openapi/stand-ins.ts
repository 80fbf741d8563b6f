import type { ContractChange } from '../../kernel/declaration/contract-change.js';
import type { Route } from '../../kernel/declaration/route.js';
import type { Shape } from '../../kernel/shapes/shape.js';
import type { MountedVersion } from '../../kernel/declaration/version.js';
import { statusOf } from '../../kernel/errors/refusals.js';
import { isOf, type AddedValues } from '../../kernel/declaration/additions.js';
import { codesOf } from '../../kernel/minors/minor-form.js';
import { answerShapesIn } from '../../kernel/minors/shapes-in.js';
import type { Components } from './schemas/schema.js';

/** The keyword for the older value or code that clients of the minors before get instead of a new one. */
const keyword = 'x-stand-ins';

type Marked = Readonly<Record<string, unknown>>;

/**
 * Marks each value of an enum and each error code that a change has added with what stands for it in the minors before.
 * The contract check allows only additions that have this mark.
 */
export function markStandIns(
  document: object,
  { version, routes }: MountedVersion,
  changes: readonly ContractChange[],
): object {
  const additions = changes.flatMap(({ adds = [] }) => adds);
  const { paths, components } = document as { paths: Marked; components: { schemas: Components } };
  const enums = additions.filter((each) => each.adds === 'values').filter(({ standIns }) => standIns);
  const answers = enums.length === 0 ? [] : answerShapesIn(routes, version);
  for (const added of enums) markEnum(components.schemas, added, answers);
  for (const route of routes) {
    for (const { reason, standIn } of codesOf(route, additions)) {
      const answer = operationIn(paths, route)?.responses[statusOf(reason)];
      if (answer) mark(answer, { [reason.code]: standIn.code });
    }
  }
  return document;
}

function markEnum(schemas: Components, added: AddedValues, answers: readonly Shape[]): void {
  for (const { name } of answers.filter((shape) => isOf(shape, added))) {
    const property = schemas[name]?.properties?.[added.field];
    if (property) mark(property.items ?? property, added.standIns ?? {});
  }
}

function mark(part: Marked, standIns: Readonly<Record<string, string>>): void {
  Object.assign(part, { [keyword]: { ...(part[keyword] as object | undefined), ...standIns } });
}

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, Marked>>;
}

function operationIn(paths: Marked, { operationId }: Route): Operation | undefined {
  return Object.values(paths)
    .flatMap((path) => Object.values(path as Record<string, Operation>))
    .find((operation) => operation.operationId === operationId);
}
