import { Type } from 'class-transformer';
import { IsArray, IsBoolean, IsIn, IsInt, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { FieldFaults, Refusal, RefusalReason } from '../../domain/kernel/refusal.js';
import { wholeBody } from '../kernel/input/validate.js';
import { MayBeAbsent, MayBeNull } from '../kernel/input/optional-rules.js';
import { statusOf } from '../kernel/errors/refusals.js';
import { Example } from '../kernel/input/text-rules.js';
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
  @Example('request.validation_failed')
  code!: string;

  @IsString()
  @Example('title must not be blank')
  detail!: string;
}

/** One reason against a loan. */
export class ProblemBlock {
  @IsString()
  @Example('circulation.loan_limit_reached')
  code!: string;

  @IsString()
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

export function presentProblem(refusal: Refusal, requestId: string): Problem {
  const [first] = refusal.reasons;
  const blocks = presentBlocks(refusal.reasons);
  return {
    type: `/docs/problems/${first.code}`,
    title: first.message,
    status: statusOf(first),
    detail: refusal.message,
    instance: `urn:shelflife:request:${requestId}`,
    code: first.code,
    ...(refusal.fields && { errors: errorsOf(refusal, refusal.fields) }),
    ...(blocks.length > 0 && { blocks }),
  };
}

/** The reasons against a loan: those for which the core says who may override them. */
export function presentBlocks(reasons: readonly RefusalReason[]): ProblemBlock[] {
  return reasons.flatMap(({ code, message, overridableBy }) =>
    overridableBy === undefined
      ? []
      : [{ code, detail: message, overridable: overridableBy !== null, overridableBy }],
  );
}

function errorsOf({ code, parameters }: Refusal, fields: FieldFaults): ProblemError[] {
  return Object.entries(fields).flatMap(([field, details]) => {
    const place = parameters.has(field) ? { parameter: field } : { pointer: pointerTo(field) };
    return details.map((detail) => ({ ...place, code, detail }));
  });
}

/** @param field as the validation names it: property names joined with dots, or `body` for the whole body */
function pointerTo(field: string): string {
  if (field === wholeBody) return '';
  return `/${field.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('.', '/')}`;
}
