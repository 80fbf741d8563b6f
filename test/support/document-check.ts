import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { MountedVersion } from '../../src/interface/kernel/declaration/version.js';
import { openApiDocument } from '../../src/interface/documentation/openapi/document.js';
import { minors, versionPath } from '../../src/interface/kernel/declaration/version.js';
import type { Answer } from './answer.js';

interface ResponseObject {
  readonly content?: Readonly<Record<string, { readonly schema?: object }>>;
}

interface Document {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses: Record<string, ResponseObject> }>>>
  >;
  readonly components: { readonly schemas: object };
}

/** Most tests need the documents of one or two minors, and each takes a while. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/**
 * Returns a check that throws when an answer of a documented operation has a status, a media type or a body that the
 * document of its minor does not have. Answers to other addresses and methods pass.
 */
export function documentCheck(
  versions: readonly MountedVersion[],
): (method: string, path: string, answer: Answer) => void {
  const documents = versions.flatMap(({ version, routes }) =>
    minors(version).map((minor) => ({
      prefix: versionPath(version),
      minor,
      document: once(() => openApiDocument(version, routes, minor) as Document),
    })),
  );
  const validators = new Map<string, ValidateFunction>();
  return (method, path, answer) => {
    const pathname = (path.split('?')[0] ?? '').replace(/(.)\/$/, '$1');
    const found = documents.find(
      ({ prefix, minor }) => pathname.startsWith(`${prefix}/`) && minor === answer.headers.get('api-version'),
    );
    if (!found) return;
    const document = found.document();
    const template = templateFor(document, pathname);
    const operation = template && document.paths[template]?.[method.toLowerCase()];
    if (!operation) return;
    const where = `${method} ${template} (${found.minor}) → ${answer.status}`;
    const response = operation.responses[answer.status];
    if (!response) throw new Error(`${where} is not documented: ${JSON.stringify(answer.body)}`);
    checkBody(where, response, answer, document, validators);
  };
}

/**
 * The path of the document that matches a request path. A path without parameters comes before one with parameters.
 */
function templateFor(document: Document, pathname: string): string | undefined {
  return Object.keys(document.paths)
    .filter((path) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname))
    .toSorted((a, b) => a.split('{').length - b.split('{').length)[0];
}

function checkBody(
  where: string,
  { content }: ResponseObject,
  answer: Answer,
  { components }: Document,
  validators: Map<string, ValidateFunction>,
): void {
  const mediaType = answer.headers.get('content-type')?.split(';')[0] ?? '';
  if (!content || answer.body === '') return;
  const media = content[mediaType];
  if (!media) throw new Error(`${where} has the media type ${mediaType}, which is not documented`);
  if (!media.schema) return;
  const key = `${where} ${mediaType}`;
  const validate = validators.get(key) ?? compile({ ...media.schema, components });
  validators.set(key, validate);
  if (!validate(answer.body)) {
    throw new Error(
      `${where} is not as documented: ${JSON.stringify(validate.errors)} in ${JSON.stringify(answer.body)}`,
    );
  }
}

/** Extra fields are not allowed: an undocumented field is a leak. */
function compile(schema: object): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(closed(schema) as object);
}

function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  return 'properties' in schema && !('additionalProperties' in schema)
    ? { ...inner, additionalProperties: false }
    : inner;
}
