import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { leaksIn } from '../../support/leaks.js';
import type { Answer } from '../../support/api-client.js';
import type { Operation } from './documents.js';
import type { FuzzRequest } from './requests.js';

/** Declared headers that are optional. */
const isOptional = (name: string, status: number) =>
  ['Link', 'Idempotent-Replayed'].includes(name) || (status === 409 && name === 'Retry-After');

/**
 * Returns the faults of an answer that `documentCheck` does not check: a sentence for each. An empty list is correct.
 */
export function judge(): (operation: Operation, request: FuzzRequest, answer: Answer) => string[] {
  const accepts = acceptance();
  return (operation, request, answer) => {
    const { status, headers, body } = answer;
    const told = operation.responses[status];
    if (status >= 500 || !told) return [`${status} ${JSON.stringify(body)}`];
    const missing = Object.keys(told.headers ?? {}).filter(
      (name) => !isOptional(name, status) && !headers.has(name),
    );
    return [
      ...missing.map((name) => `${status} without its header ${name}`),
      ...(status >= 400 ? refusalFaults(told['x-codes'], request, answer) : []),
      ...(status < 300 && !accepts(operation, request) ? [`${status}, though the body is undocumented`] : []),
    ];
  };
}

function refusalFaults(
  codes: readonly string[] = [],
  request: FuzzRequest,
  { status, body }: Answer,
): string[] {
  const { code = '' } = body as { code?: string };
  return [
    ...(codes.includes(code) ? [] : [`${status} with the code ${code}, which is not documented`]),
    ...leaksIn(JSON.stringify(body), JSON.stringify(request)),
  ];
}

/** Whether the document allows this body. Formats are not checked. */
function acceptance(): (operation: Operation, request: FuzzRequest) => boolean {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const compiled = new Map<string, ValidateFunction>();
  return ({ minor, operationId, body, components }, request) => {
    if (!body) return true;
    const key = `${minor} ${operationId}`;
    const validate = compiled.get(key) ?? ajv.compile({ ...body, components });
    compiled.set(key, validate);
    return validate(request.body === undefined || request.body === '' ? {} : JSON.parse(request.body));
  };
}
