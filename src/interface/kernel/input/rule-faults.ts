import { getMetadataStorage, ValidationTypes, type ValidationError } from 'class-validator';
import { fault, notOneOf, type FaultCode, type FieldFault } from '../../../domain/kernel/field-fault.js';
import type { RuleContext } from '../shapes/rule.js';

/** What class-validator knows of one rule of a property. */
export interface RuleMetadata {
  readonly name?: string | undefined;
  readonly type: string;
  readonly propertyName: string;
  readonly constraints?: readonly unknown[];
  readonly context?: unknown;
  readonly each: boolean;
}

type OfRule = (argument: unknown) => FieldFault;

/** The rules of class-validator, by name: the fault of a value that breaks them. The sentences are class-validator's. */
const ofRules: Readonly<Record<string, OfRule>> = {
  isString: wrongType('string', '{{field}} must be a string'),
  isInt: wrongType('integer', '{{field}} must be an integer number'),
  isNumber: wrongType('number', '{{field}} must be a number conforming to the specified constraints'),
  isBoolean: wrongType('boolean', '{{field}} must be a boolean value'),
  isArray: wrongType('array', '{{field}} must be an array'),
  isObject: wrongType('object', '{{field}} must be an object'),
  isDefined: () => fault('missing', '{{field}} should not be null or undefined'),
  isIn: (allowed) => ({
    ...notOneOf((allowed as readonly unknown[]).map(String)),
    message: '{{field}} must be one of the following values: {{allowed}}',
  }),
  min: bound('too_small', 'minimum', '{{field}} must not be less than {{minimum}}'),
  max: bound('too_large', 'maximum', '{{field}} must not be greater than {{maximum}}'),
  minLength: bound(
    'too_short',
    'minimum',
    '{{field}} must be longer than or equal to {{minimum}} characters',
  ),
  maxLength: bound(
    'too_long',
    'maximum',
    '{{field}} must be shorter than or equal to {{maximum}} characters',
  ),
  arrayMinSize: bound('too_few', 'minimum', '{{field}} must contain at least {{minimum}} elements'),
  arrayMaxSize: bound('too_many', 'maximum', '{{field}} must contain no more than {{maximum}} elements'),
  isDateString: () =>
    fault('wrong_format', '{{field}} must be a valid ISO 8601 date string', { format: 'date-time' }),
  matches: (pattern) =>
    fault('wrong_format', '{{field}} must match {{pattern}} regular expression', {
      format: 'pattern',
      pattern: String(pattern),
    }),
  nestedValidation: () =>
    fault('wrong_type', 'nested property {{field}} must be either object or array', { expected: 'object' }),
};

/** The metadata of all rules of a shape. */
export function rulesOf(shape: Function): readonly RuleMetadata[] {
  return getMetadataStorage().getTargetValidationMetadatas(shape, '', true, false);
}

/** The fault of this value by this rule of a property. This is the one place where rules become faults. */
export function faultOfRule(rule: RuleMetadata, value: unknown): FieldFault | undefined {
  const own = (rule.context as RuleContext | undefined)?.faultOf(value);
  const found = own ?? ofRules[nameOf(rule)]?.(rule.constraints?.[0]);
  return found && (rule.each ? { ...found, message: `each value in ${found.message}` } : found);
}

/**
 * The fault of an error by the rule of this name.
 * @param otherwise the sentence for a rule that has no fault of its own
 */
export function faultOfError(
  { target, property, value }: ValidationError,
  name: string,
  otherwise: string,
): FieldFault {
  const rules = target ? rulesOf(target.constructor) : [];
  const rule = rules.findLast((each) => each.propertyName === property && nameOf(each) === name);
  return (rule && faultOfRule(rule, value)) ?? fault('invalid', otherwise);
}

function nameOf({ name, type }: RuleMetadata): string {
  return type === ValidationTypes.NESTED_VALIDATION ? type : (name ?? type);
}

function wrongType(type: string, sentence: string): OfRule {
  return () => fault('wrong_type', sentence, { expected: type });
}

function bound(code: FaultCode, name: 'minimum' | 'maximum', sentence: string): OfRule {
  return (limit) => fault(code, sentence, { [name]: limit as number });
}
