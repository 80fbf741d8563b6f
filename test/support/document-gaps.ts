import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

interface Media {
  readonly schema?: object;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

interface Content {
  readonly content?: Readonly<Record<string, Media>>;
}

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly requestBody?: Content;
  readonly responses?: Readonly<Record<string, Content>>;
}

/** The parts of an OpenAPI document that tests read. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: object };
}

/** Whether a value matches a schema of the document. */
type Fits = (schema: object, value: unknown) => boolean;

/** The gaps and faults of a document, a sentence for each. An empty list is correct. */
export function documentGaps(document: object): string[] {
  const { paths, components } = document as Document;
  const fits = fitting(components);
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  return operations.flatMap((operation) => gapsOf(operation, fits));
}

function gapsOf(operation: Operation, fits: Fits): string[] {
  const {
    operationId = 'an operation without operationId',
    summary,
    requestBody,
    responses = {},
  } = operation;
  const successes = Object.keys(responses).filter((status) => status.startsWith('2'));
  return [
    ...(summary ? [] : [`${operationId} has no summary`]),
    ...(successes.length > 0 ? [] : [`${operationId} has no response`]),
    ...mediaOf(requestBody).flatMap((media) => exampleGaps(`the body of ${operationId}`, media, fits)),
    ...Object.entries(responses).flatMap(([status, response]) =>
      mediaOf(response).flatMap((media) => exampleGaps(`${status} of ${operationId}`, media, fits)),
    ),
  ];
}

/** A form has no example: JSON cannot show a file. */
function mediaOf(content: Content | undefined): Media[] {
  const { 'multipart/form-data': _, ...others } = content?.content ?? {};
  return Object.values(others);
}

function exampleGaps(where: string, { schema, example, examples = {} }: Media, fits: Fits): string[] {
  const given = example === undefined ? [] : [example];
  const values = [...given, ...Object.values(examples).map(({ value }) => value)];
  if (!schema || values.length === 0) return [`${where} has no ${schema ? 'example' : 'schema'}`];
  return values
    .filter((value) => !fits(schema, value))
    .map((value) => `${where} has an example that is not as described: ${JSON.stringify(value)}`);
}

function fitting(components: object): Fits {
  const ajv = new Ajv2020({ strict: false, logger: false });
  addFormats.default(ajv);
  const compiled = new Map<string, ValidateFunction>();
  return (schema, value) => {
    const key = JSON.stringify(schema);
    const validate = compiled.get(key) ?? ajv.compile({ ...schema, components });
    compiled.set(key, validate);
    return validate(value);
  };
}
