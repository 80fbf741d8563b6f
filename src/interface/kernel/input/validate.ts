import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { fault, missing, type FieldFault } from '../../../domain/kernel/field-fault.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { checkFiles } from './check-files.js';
import { faultOfError } from './rule-faults.js';
import { validationFailed } from '../errors/refusals.js';
import type { Accepts, RawInput } from '../declaration/route.js';
import type { Shape } from '../shapes/shape.js';

/** It has no prototype, because clients choose its keys. */
type Faults = Record<string, FieldFault[]>;

/** The field name of an error of the whole body. No shape has a field of this name. */
export const wholeBody = 'body';

/** Maximum depth; deeper than any shape. */
const levels = 20;
const tooDeep = fault('too_deep', '{{field}} must not be nested deeper than {{maximum}} levels', {
  maximum: levels,
});

const unknownField = fault('unknown_field', '{{field}} is not known here');

/**
 * Converts the parts of a request to instances of their shapes.
 * @throws Refusal `request.validation_failed` with the errors of all parts together
 */
export function checkInput(accepts: Accepts | undefined, raw: RawInput, unknownQueryIsFault: boolean) {
  const faults: Faults = Object.create(null) as Faults;
  const path = checkPart(accepts?.path, raw.path, true, faults);
  const query = checkPart(accepts?.query, raw.query, unknownQueryIsFault, faults);
  const parameters = Object.keys(faults);
  const body = checkPart(accepts?.body, raw.body, true, faults);
  const form = checkPart(accepts?.form, raw.form, true, faults);
  const files = accepts?.files && checkFiles(accepts.files, raw.files, faults);
  if (Object.keys(faults).length > 0) throw new Refusal(validationFailed, faults, { parameters });
  return { path, query, body, form, files };
}

/** The validated parts of a request. */
export type Checked = ReturnType<typeof checkInput>;

/** A missing part counts as an empty object. */
function checkPart(
  shape: Shape | undefined,
  plain: unknown,
  unknownIsFault: boolean,
  faults: Faults,
): object | undefined {
  return shape && check(shape, plain === undefined ? {} : plain, unknownIsFault, faults);
}

function check(shape: Shape, plain: unknown, unknownIsFault: boolean, faults: Faults): object {
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) {
    faults[wholeBody] = [fault('wrong_type', '{{field}} must be a JSON object', { expected: 'object' })];
    return {};
  }
  if (isDeeperThan(plain, levels)) {
    faults[wholeBody] = [tooDeep];
    return {};
  }
  const instance = instanceOf(shape, plain);
  if (!instance) {
    faults[wholeBody] = [fault('unreadable', '{{field}} has a value that cannot be read')];
    return {};
  }
  const options = { whitelist: true, forbidNonWhitelisted: unknownIsFault, forbidUnknownValues: true };
  collect(validateSync(instance, { ...options, validationError: { target: true, value: true } }), '', faults);
  if (unknownIsFault) collectOverlooked(plain, instance, faults);
  return instance;
}

/** Undefined if a value cannot be converted, such as an object with its own `toString`. */
function instanceOf(shape: Shape, plain: object): object | undefined {
  try {
    return plainToInstance(shape, plain, { exposeDefaultValues: true });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Bounds the depth, because the validation is recursive: a hundred thousand brackets would exhaust the stack. */
function isDeeperThan(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return most === 0 || Object.values(value).some((each) => isDeeperThan(each, most - 1));
}

/** Finds `__proto__`, `constructor`, `toString` and similar names, which class-transformer omits silently. */
function collectOverlooked(plain: object, instance: object, faults: Faults): void {
  for (const name of Object.keys(plain)) {
    if (!Object.hasOwn(instance, name)) faults[name] = [unknownField];
  }
}

/** Flattens nested errors to `contributors.0.name` → faults. */
function collect(errors: readonly ValidationError[], parent: string, faults: Faults): void {
  for (const error of errors) {
    const name = parent + error.property;
    const found = faultsOf(error).map((each) => (parent === '' ? each : { ...each, name: error.property }));
    if (found.length > 0) faults[name] = [...(faults[name] ?? []), ...found];
    if (typeRuleOf(error) === undefined) collect(error.children ?? [], `${name}.`, faults);
  }
}

/** If a value breaks one of these rules, its other errors do not help. */
const typeRules = ['isString', 'isInt', 'isNumber', 'isBoolean', 'isArray', 'isObject'];

/** The errors of one field: as few as are needed to correct it, in a fixed order. */
function faultsOf(error: ValidationError): FieldFault[] {
  const { value, constraints = {} } = error;
  const rules = Object.keys(constraints).toSorted();
  if (rules.includes('whitelistValidation')) return [unknownField];
  if (rules.length > 0 && value === undefined) return [missing];
  const type = typeRuleOf({ constraints });
  const broken = type === undefined ? rules : [type];
  return broken.map((rule) => faultOfError(error, rule, constraints[rule] ?? ''));
}

/** The type rule that a value breaks, if any. Then the errors of its parts do not help, either. */
function typeRuleOf({ constraints = {} }: Pick<ValidationError, 'constraints'>): string | undefined {
  return typeRules.find((rule) => Object.hasOwn(constraints, rule));
}
