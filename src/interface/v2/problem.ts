import { Type } from 'class-transformer';
import { IsArray, IsBoolean, IsIn, IsInt, IsObject, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { FieldFaults, Parameters } from '../../domain/kernel/field-fault.js';
import type { Refusal, RefusalReason } from '../../domain/kernel/refusal.js';
import { FaultCodeSchema, ParametersSchema } from '../kernel/errors/fault-schema.js';
import { sayFault, saySentence, type Wording } from '../kernel/errors/sentences.js';
import { wholeBody } from '../kernel/input/validate.js';
import { MayBeAbsent, MayBeNull } from '../kernel/shapes/optional-rules.js';
import { statusOf } from '../kernel/errors/refusals.js';
import { Example } from '../kernel/shapes/text-rules.js';
import { OpenEnum } from '../kernel/minors/open-enum.js';

/** One error of the request. */
export class ProblemError {
  @MayBeAbsent()
  @IsString()
  @JSONSchema({ description: 'Position in the body, as a JSON pointer (RFC 6901).' })
  @Example('/title')
  pointer?: string;

  @MayBeAbsent()
  @IsString()
  @JSONSchema({ description: 'Name of the parameter or header.' })
  parameter?: string;

  @IsString()
  @FaultCodeSchema()
  @Example('too_long')
  code!: string;

  @MayBeAbsent()
  @IsObject()
  @ParametersSchema()
  @Example({ maximum: 500 })
  parameters?: Parameters;

  @IsString()
  @JSONSchema({ description: 'For people.' })
  @Example('title must be shorter than or equal to 500 characters')
  detail!: string;
}

/** One reason against a loan. */
export class ProblemBlock {
  @IsString()
  @Example('circulation.loan_limit_reached')
  code!: string;

  @MayBeAbsent()
  @IsObject()
  @ParametersSchema()
  @Example({ limit: 5, open: 5 })
  parameters?: Parameters;

  @IsString()
  @JSONSchema({ description: 'For people.' })
  @Example('The patron has as many loans open as the policy allows.')
  detail!: string;

  @IsBoolean()
  @JSONSchema({ description: 'Whether the reason can be overridden with `override`.' })
  @Example(true)
  overridable!: boolean;

  @MayBeNull()
  @OpenEnum()
  @IsIn(['librarian'])
  @JSONSchema({ description: 'The role that can override the reason. Null if nobody can.' })
  @Example('librarian')
  overridableBy!: 'librarian' | null;
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
  @JSONSchema({ description: 'For people, in the language of `Accept-Language`: English or German.' })
  @Example('The request is not valid.')
  detail!: string;

  @IsString()
  @JSONSchema({ description: 'Identifies this one refusal. The logs of the service have the same id.' })
  @Example('urn:shelflife:request:9b2f6c1e-5d0a-4a53-9a53-2f1c8f0e7d11')
  instance!: string;

  @IsString()
  @JSONSchema({ description: 'The code is the same in every version, and its meaning never changes.' })
  @Example('request.validation_failed')
  code!: string;

  @MayBeAbsent()
  @IsObject()
  @ParametersSchema()
  @Example({ limit: 5, open: 5 })
  parameters?: Parameters;

  @MayBeAbsent()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ProblemError)
  errors?: ProblemError[];

  @MayBeAbsent()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ProblemBlock)
  @JSONSchema({ description: 'All reasons against the loan.' })
  blocks?: ProblemBlock[];
}

export function presentProblem(refusal: Refusal, requestId: string, wording: Wording): Problem {
  const [first] = refusal.reasons;
  const { code, parameters } = first;
  const sentence = saySentence(wording, first);
  const blocks = presentBlocks(refusal.reasons, wording);
  return {
    type: `/docs/problems/${code}`,
    title: sentence,
    status: statusOf(first),
    detail: sentence,
    instance: `urn:shelflife:request:${requestId}`,
    code,
    ...(parameters && { parameters }),
    ...(refusal.fields && { errors: errorsOf(refusal, refusal.fields, wording) }),
    ...(blocks.length > 0 && { blocks }),
  };
}

/** The reasons against a loan: those for which the core says who may override them. */
export function presentBlocks(reasons: readonly RefusalReason[], wording: Wording): ProblemBlock[] {
  return reasons.flatMap((reason) =>
    reason.overridableBy === undefined ? [] : [presentBlock(reason, wording)],
  );
}

/** One of them. */
export function presentBlock(reason: RefusalReason, wording: Wording): ProblemBlock {
  const { code, parameters, overridableBy = null } = reason;
  const detail = saySentence(wording, reason);
  return {
    code,
    ...(parameters && { parameters }),
    detail,
    overridable: overridableBy !== null,
    overridableBy,
  };
}

function errorsOf(refusal: Refusal, fields: FieldFaults, wording: Wording): ProblemError[] {
  return Object.entries(fields).flatMap(([field, faults]) => {
    const place = refusal.parameters.has(field) ? { parameter: field } : { pointer: pointerTo(field) };
    return faults.map((fault) => {
      const { code, parameters } = fault;
      const detail = sayFault(wording, field, fault);
      return { ...place, code, ...(parameters && { parameters }), detail };
    });
  });
}

/** @param field as the validation names it: property names joined with dots, or `body` for the whole body */
function pointerTo(field: string): string {
  if (field === wholeBody) return '';
  return `/${field.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('.', '/')}`;
}
