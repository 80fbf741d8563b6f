import { ValidateBy, type ValidationOptions } from 'class-validator';
import type { FieldFault } from '../../../domain/kernel/field-fault.js';

/** The fault of a value; undefined for a value that is right. */
type FaultOf = (value: unknown) => FieldFault | undefined;

/** The part of `context` in class-validator's metadata that `rule-faults.ts` reads. */
export interface RuleContext {
  readonly faultOf: FaultOf;
}

/** A decorator for a rule of our own. @param name unique among the rules of a property */
export function Rule(name: string, faultOf: FaultOf, options: ValidationOptions = {}): PropertyDecorator {
  const validator = { validate: (value: unknown) => faultOf(value) === undefined };
  const context: RuleContext = { faultOf };
  return ValidateBy({ name, validator }, { ...options, context });
}

/** A rule of our own for texts. Other rules refuse what is no text. */
export function TextRule(
  name: string,
  isRight: (text: string) => boolean,
  fault: FieldFault,
  options: ValidationOptions = {},
): PropertyDecorator {
  const faultOf: FaultOf = (value) => (typeof value !== 'string' || isRight(value) ? undefined : fault);
  return Rule(name, faultOf, options);
}

/** The option that replaces the usual fault of a rule of class-validator. */
export function withFault(fault: FieldFault): { readonly context: RuleContext } {
  return { context: { faultOf: () => fault } };
}
