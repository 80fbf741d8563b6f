import { IsObject, IsString } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { FieldFaults, Refusal } from '../../domain/kernel/refusal.js';
import { MayBeAbsent } from '../kernel/input/optional-rules.js';
import { Example } from '../kernel/input/text-rules.js';

/** A refusal in the form of v1. */
export class RefusalV1 {
  @IsString()
  @Example('The request is not valid.')
  message!: string;

  @IsString()
  @Example('request.validation_failed')
  code!: string;

  @MayBeAbsent()
  @IsObject()
  @JSONSchema({ additionalProperties: { type: 'array', items: { type: 'string' } } })
  @Example({ title: ['title must not be blank'] })
  errors?: FieldFaults;
}

export function presentRefusal({ message, code, fields }: Refusal): RefusalV1 {
  return { message, code, ...(fields && { errors: fields }) };
}
