import type { MountedVersion } from '../../../src/interface/kernel/declaration/version.js';
import { openApiDocument } from '../../../src/interface/documentation/openapi/document.js';
import { minors } from '../../../src/interface/kernel/declaration/version.js';

/** The parts of a schema that our documents use for input. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
}

interface Response {
  readonly headers?: Readonly<Record<string, object>>;
  readonly 'x-codes'?: readonly string[];
}

export interface Components {
  readonly schemas: Readonly<Record<string, Schema>>;
  readonly parameters: Readonly<Record<string, Parameter>>;
}

/** One operation, as the document of one minor describes it. */
export interface Operation {
  readonly operationId: string;
  readonly minor: string;
  readonly method: string;
  /** With `{id}` and so on. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
  readonly responses: Readonly<Record<string, Response>>;
  readonly components: Components;
}

interface Told {
  readonly operationId: string;
  readonly parameters: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Operation['responses'];
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Told>>>>;
  readonly components: Components;
}

/** Every operation of every minor of every version, from our own documents. */
export function operationsOf(versions: readonly MountedVersion[]): Operation[] {
  return versions.flatMap(({ version, routes }) =>
    minors(version).flatMap((minor) =>
      inDocument(openApiDocument(version, routes, minor) as Document, minor),
    ),
  );
}

function inDocument({ paths, components }: Document, minor: string): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, parameters, requestBody, responses }]) => ({
      operationId,
      minor,
      method: method.toUpperCase(),
      path,
      parameters: parameters.map((each) => ('$ref' in each ? resolve(each.$ref, components) : each)),
      body: requestBody?.content['application/json']?.schema,
      responses,
      components,
    })),
  );
}

function resolve(pointer: string, { parameters }: Components): Parameter {
  const found = parameters[pointer.split('/').at(-1) ?? ''];
  if (!found) throw new Error(`There is no ${pointer}.`);
  return found;
}
