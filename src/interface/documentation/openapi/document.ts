import type { ContractChange, OpenDocument } from '../../kernel/declaration/contract-change.js';
import { changesAfter } from '../../kernel/declaration/contract-change.js';
import type { Route } from '../../kernel/declaration/route.js';
import { minors, versionPath, type ApiVersion } from '../../kernel/declaration/version.js';
import { laterOf } from '../../kernel/minors/later.js';
import { routeBefore } from '../../kernel/minors/minor-form.js';
import { refreshExamples } from './answers.js';
import { headerComponents } from './headers.js';
import { operation, tagOf } from './operation.js';
import { parameterComponents } from './parameters.js';
import { Schemas } from './schemas/schemas.js';
import { markStandIns } from './stand-ins.js';

/**
 * The contract of a version as an OpenAPI 3.1 document, made from the declarations of its routes alone. The same routes
 * yield the same document, key by key. In the document of an older minor, operations, fields, values and codes that came
 * later are left out, and then each later change converts the rest as its function says.
 * @param routes all routes of this version, including those of its documentation
 * @param minor the newest if absent
 * @throws Error for shapes that cannot be distinguished, see `Schemas`
 */
export function openApiDocument(
  version: ApiVersion,
  routes: readonly Route[],
  minor: string = newestMinor(version),
): object {
  return toEnd(documentInSteps(version, routes, minor));
}

/**
 * The same document, made in steps of one operation. A service that takes a turn for each step answers other requests
 * meanwhile: the whole document takes a second on a slow machine.
 */
export function documentInSteps(version: ApiVersion, routes: readonly Route[], minor: string): Steps {
  const all = minors(version);
  const there = routes.filter(({ since }) => all.indexOf(since) <= all.indexOf(minor));
  return stepsBefore(version, there, changesAfter(minor, version.changes, all), minor);
}

type Steps = Generator<undefined, object>;

function toEnd(steps: Steps): object {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** The document of these routes before some changes, which are the last ones of the version. */
export function documentBefore(
  version: ApiVersion,
  routes: readonly Route[],
  changes: readonly ContractChange[],
  minor: string = newestMinor(version),
): object {
  return toEnd(stepsBefore(version, routes, changes, minor));
}

function* stepsBefore(
  version: ApiVersion,
  routes: readonly Route[],
  changes: readonly ContractChange[],
  minor: string,
): Steps {
  const later = laterOf(changes);
  const { refusal } = version;
  const older = { ...version, refusal: { ...refusal, shape: later.shapes.of(refusal.shape) } };
  const document = yield* newest(
    older,
    routes.map((route) => routeBefore(route, later)),
    minor,
  );
  const kept = version.changes.filter((change) => !changes.includes(change));
  return withoutConversions(markStandIns(document, { version, routes }, kept), changes);
}

/** The newest conversion is undone first. */
function withoutConversions(document: object, changes: readonly ContractChange[]): object {
  const converting = changes.filter((change) => 'downgradeDocument' in change).toReversed();
  if (converting.length === 0) return document;
  const older = structuredClone(document) as OpenDocument;
  for (const change of converting) change.downgradeDocument?.(older);
  refreshExamples(older);
  return older;
}

function newestMinor(version: ApiVersion): string {
  return minors(version).at(-1) ?? version.baseline;
}

function* newest(version: ApiVersion, routes: readonly Route[], minor: string): Steps {
  const schemas = new Schemas();
  const paths = yield* pathsOf(version, routes, schemas);
  return {
    openapi: '3.1.0',
    info: {
      title: version.title,
      version: minor,
      description: version.description,
      contact: { name: 'The operators of this library' },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'The host of this document' }],
    tags: tagsOf(version, routes),
    paths,
    components: {
      schemas: schemas.components(),
      parameters: parameterComponents(version, routes, minor),
      headers: headerComponents(paths),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: version.tokens },
      },
    },
  };
}

function tagsOf(version: ApiVersion, routes: readonly Route[]): object[] {
  const described: Readonly<Record<string, string>> = { ...version.tags, documentation };
  return [...new Set(routes.map(tagOf))].map((name) => ({
    name,
    ...(described[name] !== undefined && { description: described[name] }),
  }));
}

const documentation = 'This document, for programs and for people.';

function* pathsOf(version: ApiVersion, routes: readonly Route[], schemas: Schemas): Steps {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = versionPath(version) + route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(version, route, schemas) };
    yield;
  }
  return paths;
}
