import { STATUS_CODES } from 'node:http';
import type { FieldFaults } from '../../../domain/kernel/field-fault.js';
import { Refusal, type RefusalReason } from '../../../domain/kernel/refusal.js';
import { english } from '../../kernel/errors/sentences.js';
import { checkInput } from '../../kernel/input/validate.js';
import { problemPath } from '../../kernel/errors/problem-path.js';
import { statusOf, validationFailed } from '../../kernel/errors/refusals.js';
import { refusalsOf } from '../../kernel/declaration/declared-refusals.js';
import type { Accepts, Route } from '../../kernel/declaration/route.js';
import type { Shape } from '../../kernel/shapes/shape.js';
import type { ApiVersion } from '../../kernel/declaration/version.js';
import { refusalHeaders } from './headers.js';
import { Schemas } from './schemas/schemas.js';

/** The refusals of a route: status → OpenAPI response object, with the message, an example and the page of
 * each code. */
export function refusalAnswers(version: ApiVersion, route: Route, schemas: Schemas): Record<string, object> {
  const answer = (status: string, reasons: readonly RefusalReason[]) => ({
    description: `${STATUS_CODES[status] ?? status}\n\n${reasons.map(sentence).join('\n')}`,
    headers: refusalHeaders(version, route, Number(status)),
    content: {
      [version.refusal.mediaType]: {
        schema: schemas.reference(version.refusal.shape, 'answer'),
        examples: Object.fromEntries(reasons.map((reason) => [reason.code, example(version, route, reason)])),
      },
    },
    'x-codes': reasons.map(({ code }) => code),
  });
  return Object.fromEntries(
    byStatus(version, route).map(([status, reasons]) => [status, answer(status, reasons)]),
  );
}

function byStatus(version: ApiVersion, route: Route): [string, RefusalReason[]][] {
  const each = new Map(refusalsOf(version, route).map((reason) => [reason.code, reason]));
  return Object.entries(Object.groupBy(each.values(), (reason) => String(statusOf(reason)))).map(
    ([status, reasons = []]) => [status, reasons],
  );
}

/** The code links to its page, which has the same address in every version. */
function sentence({ code, message }: RefusalReason): string {
  return `- [\`${code}\`](${problemPath({ code })}): ${message}`;
}

/** A request id in the form of `X-Request-Id`. */
const exampleId = '9b2f6c1e-5d0a-4a53-9a53-2f1c8f0e7d11';

function example(version: ApiVersion, route: Route, reason: RefusalReason): object {
  const refusal = new Refusal(
    reason,
    reason === validationFailed ? firstFault(route.accepts ?? {}) : undefined,
  );
  return { summary: reason.message, value: version.refusal.present(refusal, exampleId, english) };
}

/** The real validation error for a request in which every field is a question mark. Undefined if that is valid. */
function firstFault(accepts: Accepts): FieldFaults | undefined {
  const { path, query, body, form } = accepts;
  const raw = {
    path: questionMarks(path),
    query: questionMarks(query),
    body: questionMarks(body),
    form: questionMarks(form),
  };
  try {
    checkInput(accepts, raw, false);
    return undefined;
  } catch (error) {
    const fields = error instanceof Refusal ? error.fields : undefined;
    return fields && Object.fromEntries(Object.entries(fields).slice(0, 1));
  }
}

function questionMarks(shape: Shape | undefined): Record<string, string> {
  const names = shape ? Object.keys(new Schemas().inline(shape, 'parameters').properties ?? {}) : [];
  return Object.fromEntries(names.map((name) => [name, '?']));
}
