import { multipart } from '../../kernel/input/read-form.js';
import type { DocumentedOperation } from '../migration/contract.js';
import { examplePathOf } from '../migration/difference.js';
import { exampleOf } from '../openapi/schemas/example.js';
import type { Schema } from '../openapi/schemas/schema.js';

/** A part of a form: a text, or the name of a file. */
export interface FormPart {
  readonly name: string;
  readonly text?: string;
  readonly file?: string;
}

/** A request that a sample sends, in no language. */
export interface SampleRequest {
  readonly method: string;
  readonly url: string;
  /** Whether it sends the access token that is in the environment variable `TOKEN`. */
  readonly needsToken: boolean;
  /** Whether it sends a key of its own, so that it can be repeated. */
  readonly hasKey: boolean;
  /** All other headers. */
  readonly headers: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: readonly FormPart[];
  /** What the answer is: JSON, a text, or nothing. */
  readonly answers: 'json' | 'text' | 'nothing';
}

/**
 * The request of the samples of an operation, made of the examples of its document.
 * @param minor that it asks for
 * @param address of the service
 */
export function sampleRequest(operation: DocumentedOperation, minor: string, address: string): SampleRequest {
  const { method, isPublic, body } = operation;
  return {
    method,
    url: address + examplePathOf(operation),
    needsToken: !isPublic,
    hasKey: headerOf(operation, 'Idempotency-Key') !== undefined,
    headers: {
      ...(headerOf(operation, 'API-Version') && { 'API-Version': minor }),
      ...preconditionOf(operation),
      ...(body && !isForm(body) && { 'Content-Type': body.mediaType }),
    },
    ...(body && bodyOf(body)),
    answers: answersOf(operation.success.mediaType),
  };
}

type Body = NonNullable<DocumentedOperation['body']>;

function headerOf({ parameters }: DocumentedOperation, name: string) {
  return parameters.find((each) => each.in === 'header' && each.name === name);
}

function preconditionOf(operation: DocumentedOperation): SampleRequest['headers'] {
  const example = headerOf(operation, 'If-Match')?.example;
  return typeof example === 'string' ? { 'If-Match': example } : {};
}

function isForm({ mediaType }: Body): boolean {
  return mediaType === multipart;
}

function bodyOf(body: Body): Pick<SampleRequest, 'json' | 'form'> {
  return isForm(body) ? { form: formOf(body.schema ?? {}) } : { json: body.example ?? {} };
}

function answersOf(mediaType: string | undefined): SampleRequest['answers'] {
  if (mediaType === undefined) return 'nothing';
  return /\bjson\b/.test(mediaType) ? 'json' : 'text';
}

/** The required fields of a form, those with an example, and its files. */
function formOf({ properties = {}, required = [] }: Schema): FormPart[] {
  return Object.entries(properties).flatMap(([name, property]): FormPart[] => {
    if ((property.items ?? property)['format'] === 'binary') return [{ name, file: 'books.csv' }];
    const example = exampleOf(property, {});
    if (example === undefined && !required.includes(name)) return [];
    return [{ name, text: typeof example === 'string' ? example : JSON.stringify(example ?? '') }];
  });
}
