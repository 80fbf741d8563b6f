/** A part of a document that may be altered. */
// oxlint-disable-next-line typescript/no-explicit-any -- a document is walked and altered freely
export type Part = Record<string, any>;

/** A part of a document, with the object that contains it and its key there. */
export interface Spot {
  /** The part itself. */
  readonly it: Part;
  /** The object that contains the part. */
  readonly holder: Part;
  readonly name: string;
  /** For people. */
  readonly where: string;
}

/** Finds parts of a document. */
export type Finder = (document: Part) => Spot[];

const methods = new Set(['get', 'post', 'put', 'patch', 'delete']);

export const whole: Finder = (document) => [
  { it: document, holder: { document }, name: 'document', where: 'document' },
];

const paths: Finder = (document) => children(document['paths'], '');

export const operations: Finder = (document) =>
  paths(document).flatMap(({ it, name }) =>
    children(it, name)
      .filter((spot) => methods.has(spot.name))
      .map((spot) => ({ ...spot, where: String(spot.it['operationId']) })),
  );

/** The parameters that operations define themselves; shared ones are left out. */
export const parameters: Finder = (document) =>
  operations(document).flatMap(({ it, where }) =>
    children(it['parameters'], where).filter((spot) => spot.it['name'] !== undefined),
  );

export const parameterSchemas: Finder = (document) => inner(parameters(document), 'schema');

export const requestBodies: Finder = (document) => inner(operations(document), 'requestBody');

export const requestContents: Finder = (document) => inner(requestBodies(document), 'content');

export const responses: Finder = (document) =>
  operations(document).flatMap(({ it, where }) => children(it['responses'], where));

export const successes: Finder = (document) => responses(document).filter(({ it }) => !it['x-codes']);

export const refusals: Finder = (document) => responses(document).filter(({ it }) => it['x-codes']);

export const responseContents: Finder = (document) => inner(responses(document), 'content');

export const responseHeaders: Finder = (document) => inner(responses(document), 'headers').filter(hasAny);

export const schemes: Finder = (document) => children(document['components']['securitySchemes'], 'security');

export const headerComponents: Finder = (document) => children(document['components']['headers'], 'headers');

/** Objects in requests: the components that request bodies refer to. */
export const requestObjects: Finder = (document) => components(document, requestContents(document));

/** Objects in responses: the components that responses refer to, and nested ones. */
export const responseObjects: Finder = (document) => components(document, responseContents(document));

export const requestFields: Finder = (document) => fields(requestObjects(document));

export const responseFields: Finder = (document) => fields(responseObjects(document));

/** Whole bodies of responses, as written in their media types. */
export const wholeAnswers: Finder = (document) => schemasOf(responseContents(document));

const successContents: Finder = (document) => inner(successes(document), 'content');

/** All schemas in request bodies: the bodies, their fields, the items of lists, and the choices. */
export const requestSchemas: Finder = (document) =>
  allSchemas(requestObjects(document), requestContents(document));

/** All schemas in successful responses. */
export const answerSchemas: Finder = (document) =>
  allSchemas(components(document, successContents(document)), successContents(document));

/** The schemas of refusals, as written in their media types. */
export const refusalSchemas: Finder = (document) => schemasOf(inner(refusals(document), 'content'));

/** Keeps the parts that satisfy the condition. */
export function which(finder: Finder, isSo: (it: Part, spot: Spot) => unknown): Finder {
  return (document) => finder(document).filter((spot) => isSo(spot.it, spot));
}

function schemasOf(contents: readonly Spot[]): Spot[] {
  return contents.flatMap(({ it, where }) => inner(children(it, where), 'schema'));
}

function allSchemas(objects: readonly Spot[], contents: readonly Spot[]): Spot[] {
  return [...objects.flatMap(nested), ...schemasOf(contents).flatMap((spot) => [spot, ...nested(spot)])];
}

function nested({ it, where }: Spot): Spot[] {
  const named = ['properties', 'anyOf', 'oneOf'].flatMap((key) => children(it[key] as Part, where));
  const single = children(it, where).filter(({ name }) => ['items', 'additionalProperties'].includes(name));
  return [...named, ...single].flatMap((spot) => [spot, ...nested(spot)]);
}

function fields(objects: readonly Spot[]): Spot[] {
  return objects.flatMap(({ it, where }) => children(it['properties'], where));
}

function components(document: Part, contents: readonly Spot[]): Spot[] {
  const all: Part = document['components']['schemas'];
  const wanted = new Set<string>();
  const visit = (value: unknown): void => {
    for (const [, name = ''] of JSON.stringify(value).matchAll(/#\/components\/schemas\/(\w+)/g)) {
      if (wanted.has(name)) continue;
      wanted.add(name);
      visit(all[name]);
    }
  };
  for (const { it } of contents) visit(it);
  return children(all, '').filter(({ name, it }) => wanted.has(name) && it['properties']);
}

function inner(spots: readonly Spot[], name: string): Spot[] {
  return spots.flatMap(({ it, where }) =>
    it[name] === undefined ? [] : [{ it: it[name] as Part, holder: it, name, where: `${where} ${name}` }],
  );
}

function children(holder: Part | undefined, where: string): Spot[] {
  return Object.entries(holder ?? {})
    .filter(([, it]) => typeof it === 'object' && it !== null)
    .map(([name, it]) => ({ it: it as Part, holder: holder ?? {}, name, where: `${where} ${name}`.trim() }));
}

function hasAny({ it }: Spot): boolean {
  return Object.keys(it).length > 0;
}
