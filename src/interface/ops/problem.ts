import { Type } from 'class-transformer';
import { IsArray, IsInt, IsObject, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { FieldFaults, Parameters } from '../../domain/kernel/field-fault.js';
import type { Refusal } from '../../domain/kernel/refusal.js';
import { FaultCodeSchema, ParametersSchema } from '../kernel/errors/fault-schema.js';
import { problemPath } from '../kernel/errors/problem-path.js';
import { statusOf } from '../kernel/errors/refusals.js';
import { sayFault, saySentence, type Wording } from '../kernel/errors/sentences.js';
import { MayBeAbsent } from '../kernel/shapes/optional-rules.js';
import { Example } from '../kernel/shapes/text-rules.js';

/** One error of the request. */
export class ProblemError {
  @IsString()
  @JSONSchema({ description: 'Name of the parameter, the header, or the field of the body.' })
  @Example('limit')
  field!: string;

  @IsString()
  @FaultCodeSchema()
  @Example('too_large')
  code!: string;

  @MayBeAbsent()
  @IsObject()
  @ParametersSchema()
  @Example({ maximum: 200 })
  parameters?: Parameters;

  @IsString()
  @JSONSchema({ description: 'For people.' })
  @Example('limit must not be greater than 200')
  detail!: string;
}

/** A refusal as a problem (RFC 9457). */
export class Problem {
  @IsString()
  @JSONSchema({ format: 'uri-reference', description: 'A page that explains this kind of problem.' })
  @Example('/docs/problems/request.validation_failed')
  type!: string;

  @IsString()
  @Example('The request is not valid.')
  title!: string;

  @IsInt()
  @Example(400)
  status!: number;

  @IsString()
  @JSONSchema({ description: 'Identifies this one refusal. The logs of the service have the same id.' })
  @Example('urn:shelflife:request:9b2f6c1e-5d0a-4a53-9a53-2f1c8f0e7d11')
  instance!: string;

  @IsString()
  @JSONSchema({ description: 'The same code as in the other APIs of this service.' })
  @Example('request.validation_failed')
  code!: string;

  @MayBeAbsent()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ProblemError)
  errors?: ProblemError[];
}

export function presentProblem(refusal: Refusal, requestId: string, wording: Wording): Problem {
  const [first] = refusal.reasons;
  return {
    type: problemPath(first),
    title: saySentence(wording, first),
    status: statusOf(first),
    instance: `urn:shelflife:request:${requestId}`,
    code: first.code,
    ...(refusal.fields && { errors: errorsOf(refusal.fields, wording) }),
  };
}

function errorsOf(fields: FieldFaults, wording: Wording): ProblemError[] {
  return Object.entries(fields).flatMap(([field, faults]) =>
    faults.map((fault) => {
      const { code, parameters } = fault;
      return { field, code, ...(parameters && { parameters }), detail: sayFault(wording, field, fault) };
    }),
  );
}
