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

/** What was made for a service is made once: it takes a turn of a second, in which the service answers nobody. */
const made = new Map<string, CheckedDocument>();

interface CheckedDocument extends Document {
  /** Operation, status and media type → the check of its bodies. */
  readonly validators: Map<string, ValidateFunction>;
}

function documentOf({ version, routes }: MountedVersion, minor: string): CheckedDocument {
  const declared = [...routes.map(({ operationId, lifecycle }) => [operationId, lifecycle]), version.changes];
  const key = JSON.stringify([version.title, minor, declared]);
  const known = made.get(key);
  if (known) return known;
  const document = { ...(openApiDocument(version, routes, minor) as Document), validators: new Map() };
  made.set(key, document);
  return document;
}

/**
 * Returns a check that throws when an answer of a documented operation has a status, a media type or a body that the
 * document of its minor does not have. Answers to other addresses and methods pass.
 */
export function documentCheck(
  versions: readonly MountedVersion[],
): (method: string, path: string, answer: Answer) => void {
  const documents = versions.flatMap((mounted) =>
    minors(mounted.version).map((minor) => ({
      prefix: versionPath(mounted.version),
      minor,
      document: documentOf(mounted, minor),
    })),
  );
  return (method, path, answer) => {
    const pathname = (path.split('?')[0] ?? '').replace(/(.)\/$/, '$1');
    const found = documents.find(
      ({ prefix, minor }) => pathname.startsWith(`${prefix}/`) && minor === answer.headers.get('api-version'),
    );
    if (!found) return;
    const { document } = found;
    const template = templateFor(document, pathname);
    const operation = template && document.paths[template]?.[method.toLowerCase()];
    if (!operation) return;
    const where = `${method} ${template} (${found.minor}) → ${answer.status}`;
    const response = operation.responses[answer.status];
    if (!response) throw new Error(`${where} is not documented: ${JSON.stringify(answer.body)}`);
    checkBody(where, response, answer, document);
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
  { components, validators }: CheckedDocument,
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
