import { Type } from 'class-transformer';
import { IsArray, IsObject, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { FieldFaults, Parameters } from '../../domain/kernel/field-fault.js';
import type { Refusal } from '../../domain/kernel/refusal.js';
import { FaultCodeSchema, ParametersSchema } from '../kernel/errors/fault-schema.js';
import { sayFault, saySentence, type Wording } from '../kernel/errors/sentences.js';
import { MayBeAbsent } from '../kernel/shapes/optional-rules.js';
import { Example } from '../kernel/shapes/text-rules.js';

/** One fault of one field. */
export class FieldDetail {
  @IsString()
  @JSONSchema({ description: 'The field, as in `errors`.' })
  @Example('title')
  field!: string;

  @IsString()
  @FaultCodeSchema()
  @Example('too_long')
  code!: string;

  @MayBeAbsent()
  @IsObject()
  @ParametersSchema()
  @Example({ maximum: 500 })
  parameters?: Parameters;
}

/** A refusal in the form of v1. */
export class RefusalV1 {
  @IsString()
  @JSONSchema({ description: 'For people, in the language of `Accept-Language`: English or German.' })
  @Example('The request is not valid.')
  message!: string;

  @IsString()
  @Example('request.validation_failed')
  code!: string;

  @MayBeAbsent()
  @IsObject()
  @ParametersSchema()
  @Example({ limit: 5, open: 5 })
  parameters?: Parameters;

  @MayBeAbsent()
  @IsObject()
  @JSONSchema({
    description: 'The faults of each field, for people.',
    additionalProperties: { type: 'array', items: { type: 'string' } },
  })
  @Example({ title: ['title must be shorter than or equal to 500 characters'] })
  errors?: Record<string, string[]>;

  @MayBeAbsent()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => FieldDetail)
  @JSONSchema({ description: 'The same faults for programs, in the same order.' })
  details?: FieldDetail[];
}

export function presentRefusal(
  { code, reasons: [first], fields }: Refusal,
  _instance: string,
  wording: Wording,
): RefusalV1 {
  const { parameters } = first;
  return {
    message: saySentence(wording, first),
    code,
    ...(parameters && { parameters }),
    ...(fields && { errors: sentencesOf(fields, wording), details: detailsOf(fields) }),
  };
}

function sentencesOf(fields: FieldFaults, wording: Wording): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, faults]) => [
      field,
      faults.map((fault) => sayFault(wording, field, fault)),
    ]),
  );
}

function detailsOf(fields: FieldFaults): FieldDetail[] {
  return Object.entries(fields).flatMap(([field, faults]) =>
    faults.map(({ code, parameters }) => ({ field, code, ...(parameters && { parameters }) })),
  );
}
