import { resolve, type Components, type Schema } from '../openapi/schemas/schema.js';

/** A parameter of an operation. */
export interface DocumentedParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: Schema;
  readonly example?: unknown;
}

/** The body of a request. A form has no example. */
interface DocumentedBody {
  readonly mediaType: string;
  readonly schema: Schema | undefined;
  readonly example: unknown;
}

/** An answer of an operation, a success or a refusal. */
interface DocumentedAnswer {
  readonly status: number;
  /** Undefined without a body. */
  readonly mediaType: string | undefined;
  readonly schema: Schema | undefined;
  readonly example: unknown;
}

/** An operation as its document describes it. */
export interface DocumentedOperation {
  readonly operationId: string;
  readonly method: string;
  /** With the version, and parameters as `{id}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  /** In Markdown. */
  readonly description: string;
  readonly isPublic: boolean;
  readonly parameters: readonly DocumentedParameter[];
  readonly body: DocumentedBody | undefined;
  /** The usual success. */
  readonly success: DocumentedAnswer;
  /** Refusal code → an example of it. */
  readonly refusals: ReadonlyMap<string, DocumentedAnswer>;
}

interface Media {
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

interface Contents {
  readonly content?: Readonly<Record<string, Media>>;
}

interface RawOperation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly security: readonly object[];
  readonly parameters: readonly (DocumentedParameter & { readonly $ref?: string })[];
  readonly requestBody?: Contents;
  readonly responses: Readonly<Record<string, Contents>>;
}

interface RawDocument {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components: {
    readonly schemas: Components;
    readonly parameters: Readonly<Record<string, DocumentedParameter>>;
  };
}

/** The contract of a minor, read from its document. */
export class Contract {
  readonly minor: string;
  readonly operations: ReadonlyMap<string, DocumentedOperation>;
  private readonly schemas: Components;

  /** @param document made by `openApiDocument` */
  constructor(document: object) {
    const { info, paths, components } = document as RawDocument;
    this.minor = info.version;
    this.schemas = components.schemas;
    const all = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, raw]) => operationOf(raw, method, path, components.parameters)),
    );
    this.operations = new Map(all.map((each) => [each.operationId, each]));
  }

  /** The fields of a shape: name → schema. Undefined if there is no such shape. */
  fieldsOf(shape: string): Readonly<Record<string, Schema>> | undefined {
    return this.schemas[shape]?.properties;
  }

  isRequired(shape: string, field: string): boolean {
    return this.schemas[shape]?.required?.includes(field) ?? false;
  }

  /** The schema at a path below a shape, such as `loan.id`. */
  at(shape: string, path: string): Schema | undefined {
    return path
      .split('.')
      .reduce<Schema | undefined>(
        (schema, name) => schema && this.objectIn(schema)?.properties?.[name],
        this.schemas[shape],
      );
  }

  /** The names of the shapes of an operation, those nested in them too. */
  shapesOf({ body, success }: DocumentedOperation): ReadonlySet<string> {
    const found = new Set<string>();
    for (const schema of [body?.schema, success.schema]) if (schema) this.collect(schema, found);
    return found;
  }

  /** The shapes of its refusals. */
  refusalShapes(): ReadonlySet<string> {
    const found = new Set<string>();
    for (const { refusals } of this.operations.values())
      for (const { schema } of refusals.values()) if (schema) this.collect(schema, found);
    return found;
  }

  /** All refusal codes. */
  codes(): ReadonlySet<string> {
    return new Set([...this.operations.values()].flatMap(({ refusals }) => [...refusals.keys()]));
  }

  private objectIn(schema: Schema): Schema | undefined {
    const whole = resolve(schema, this.schemas);
    if (whole.items) return this.objectIn(whole.items);
    return whole.anyOf ? this.objectIn(whole.anyOf[0] ?? {}) : whole;
  }

  private collect(schema: Schema, found: Set<string>): void {
    const { $ref, items, anyOf = [], properties = {} } = schema;
    const name = $ref?.split('/').at(-1);
    if (name !== undefined && found.has(name)) return;
    if (name !== undefined) {
      found.add(name);
      this.collect(resolve(schema, this.schemas), found);
    }
    for (const each of [...(items ? [items] : []), ...anyOf, ...Object.values(properties)])
      this.collect(each, found);
  }
}

function operationOf(
  raw: RawOperation,
  method: string,
  path: string,
  shared: RawDocument['components']['parameters'],
): DocumentedOperation {
  const { operationId, tags, summary, description, security, parameters, requestBody, responses } = raw;
  // Beside 201, 200 is the answer to a request that has nothing left to do.
  const status =
    '201' in responses ? '201' : (Object.keys(responses).find((each) => each.startsWith('2')) ?? '');
  return {
    operationId,
    method: method.toUpperCase(),
    path,
    tag: tags[0] ?? '',
    summary,
    description,
    isPublic: security.length === 0,
    parameters: parameters.map((each) => shared[each.$ref?.split('/').at(-1) ?? ''] ?? each),
    body: bodyOf(requestBody),
    success: answerOf(status, responses[status]),
    refusals: refusalsOf(responses),
  };
}

/** All media types of a body have the same content. */
function mediaOf(contents: Contents | undefined): (Media & { readonly mediaType: string }) | undefined {
  const [first] = Object.entries(contents?.content ?? {});
  return first && { ...first[1], mediaType: first[0] };
}

function bodyOf(contents: Contents | undefined): DocumentedBody | undefined {
  const media = mediaOf(contents);
  return media && { mediaType: media.mediaType, schema: media.schema, example: exampleIn(media) };
}

function exampleIn({ example, examples }: Media): unknown {
  return example ?? Object.values(examples ?? {})[0]?.value;
}

function answerOf(status: string, contents: Contents | undefined): DocumentedAnswer {
  const media = mediaOf(contents);
  return {
    status: Number(status),
    mediaType: media?.mediaType,
    schema: media?.schema,
    example: media && exampleIn(media),
  };
}

function refusalsOf(responses: RawOperation['responses']): ReadonlyMap<string, DocumentedAnswer> {
  return new Map(
    Object.entries(responses)
      .filter(([status]) => Number(status) >= 400)
      .flatMap(([status, contents]) => {
        const { mediaType, schema, examples = {} } = mediaOf(contents) ?? {};
        return Object.entries(examples).map(
          ([code, { value }]) =>
            [code, { status: Number(status), mediaType, schema, example: value }] as const,
        );
      }),
  );
}
