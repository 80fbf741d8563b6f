import { JSONSchema } from 'class-validator-jsonschema';
import { faultCodes } from '../../../domain/kernel/field-fault.js';

/** For the documentation of the code of a field fault. The list can grow. */
export function FaultCodeSchema(): PropertyDecorator {
  return JSONSchema({
    description: 'What is wrong with the field. `/docs/problems/fields` describes each code.',
    'x-extensible-enum': faultCodes,
  }) as PropertyDecorator;
}

const value = {
  anyOf: [
    { type: 'string' as const },
    { type: 'number' as const },
    { type: 'array' as const, items: { type: 'string' as const } },
  ],
};

/** For the documentation of the parameters of a refusal or a fault. */
export function ParametersSchema(): PropertyDecorator {
  return JSONSchema({
    description: 'The values that belong to the code, such as a limit. They are named alike in all versions.',
    additionalProperties: value,
  }) as PropertyDecorator;
}
