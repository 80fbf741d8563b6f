import 'reflect-metadata';
import { Transform } from 'class-transformer';
import {
  IS_EMAIL,
  isEmail,
  IsString,
  MAX_LENGTH,
  MinLength,
  ValidateBy,
  type ValidationOptions,
} from 'class-validator';
import { fault } from '../../../domain/kernel/field-fault.js';
import { emailAddress } from '../../../domain/kernel/email-address.js';
import { isPersonName } from '../../../domain/kernel/person-name.js';
import { isStorable, isVisible, lengthOf } from '../../../domain/kernel/text.js';
import { combineDecorators } from './apply-decorators.js';
import { Rule, TextRule } from './rule.js';

/**
 * A text of `min` to `max` characters that PostgreSQL can store: no NUL and no half of a surrogate pair (RFC 8259,
 * 8.2). If `min` is above 0, a reader sees some of it.
 * @param options `{ each: true }` for a list of such texts
 */
export function IsText(min: number, max: number, options: ValidationOptions = {}): PropertyDecorator {
  return combineDecorators(
    IsString(options),
    ...(min > 0 ? [MinLength(min, options), IsNotBlank(options)] : []),
    HasAtMost(max, options),
    IsStorable(options),
  );
}

/**
 * For a text that is scanned, such as a barcode: scanners add a tab before it, or CR and LF after it. White space around
 * it is removed before anything else.
 */
export function Trimmed(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
}

/**
 * An e-mail address, in whatever form it was typed. The handler gets the one form in which addresses are stored and
 * compared.
 */
export function IsEmailAddress(): PropertyDecorator {
  return combineDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? (emailAddress(value) ?? value) : value,
    ),
    Rule(IS_EMAIL, (value) => (isAddress(value) ? undefined : notAnEmail)),
  );
}

const notAnEmail = fault('wrong_format', '{{field}} must be an email', { format: 'email' });

/** Half of a surrogate pair, for which class-validator's own rule would throw, has no normal form. */
function isAddress(value: unknown): boolean {
  return typeof value === 'string' && emailAddress(value) !== undefined && isEmail(value);
}

/** A name of 1 to 100 characters that can stand in a letter: no link, and nothing that changes the text around it. */
export function IsPersonName(): PropertyDecorator {
  const sentence =
    '{{field}} must not contain "/", "@", "www.", control characters or marks of the writing direction';
  const wrong = fault('wrong_characters', sentence);
  return combineDecorators(IsText(1, 100), TextRule('isPersonName', isPersonName, wrong));
}

/** class-validator's own rule does not count variation selectors, so that a text of nothing else has no limit. */
function HasAtMost(max: number, options: ValidationOptions): PropertyDecorator {
  const validator = { validate: (value: unknown) => typeof value === 'string' && lengthOf(value) <= max };
  return ValidateBy({ name: MAX_LENGTH, constraints: [max], validator }, options);
}

function IsStorable(options: ValidationOptions): PropertyDecorator {
  const wrong = fault('wrong_characters', '{{field}} must not contain NUL or broken Unicode');
  return TextRule('isStorable', isStorable, wrong, options);
}

function IsNotBlank(options: ValidationOptions): PropertyDecorator {
  // A text that cannot be stored has a fault of its own.
  const isRight = (text: string) => isVisible(text) || !isStorable(text);
  return TextRule('isNotBlank', isRight, fault('blank', '{{field}} must not be blank'), options);
}

const exampleKey = Symbol('example');

/** An example for the documentation. It is not part of `@JSONSchema`, because a property can have only one of these. */
export function Example(value: unknown): PropertyDecorator {
  return (target, property) => Reflect.defineMetadata(exampleKey, [value], target.constructor, property);
}

/** The example of a property, in a list; undefined if there is none. */
export function examplesOf(shape: Function, property: string): readonly unknown[] | undefined {
  return Reflect.getMetadata(exampleKey, shape, property) as readonly unknown[] | undefined;
}
