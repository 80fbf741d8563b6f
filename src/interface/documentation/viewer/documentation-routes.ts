import type { Middleware } from 'koa';
import { IsString } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { orRefuse } from '../../kernel/errors/or-refuse.js';
import { MayBeAbsent } from '../../kernel/shapes/optional-rules.js';
import { noSuchPath, versionUnknown } from '../../kernel/errors/refusals.js';
import { ok } from '../../kernel/declaration/reply.js';
import { route, type Content, type Route } from '../../kernel/declaration/route.js';
import { Example } from '../../kernel/shapes/text-rules.js';
import { minors, versionPath, type ApiVersion } from '../../kernel/declaration/version.js';
import { atAddress } from '../openapi/at-address.js';
import { documentInTurns } from '../openapi/in-turns.js';
import { documentationPage } from './documentation-page.js';
import { operationsPath } from './operation-link.js';

const shared = {
  method: 'GET',
  tag: 'documentation',
  audience: 'anonymous',
  outlivesMajor: true,
} as const;

/** The document of a minor as text, made at the first request. Undefined for an unknown minor. */
type Documents = (minor: string) => Promise<string> | undefined;

class ByMinor {
  @IsString()
  @Example('1.0')
  minor!: string;
}

class PageOptions {
  @MayBeAbsent()
  @IsString()
  @JSONSchema({
    description: 'The minor to show. Without it, the minor for requests without `API-Version`.',
  })
  minor?: string;
}

/**
 * The documentation routes of a version. They are part of the document that they show.
 * @param routes all other routes of this version
 * @param publicUrl the URL of the service as people reach it, if it is known
 */
export function documentationRoutes(
  version: ApiVersion,
  routes: readonly Route[],
  publicUrl?: string,
): readonly Route[] {
  const texts = new Map<string, Promise<string>>();
  const known = minors(version);
  const documents: Documents = (minor) => {
    if (!known.includes(minor)) return undefined;
    const text = texts.get(minor) ?? served(minor);
    texts.set(minor, text);
    return text;
  };
  const served = async (minor: string) => {
    const made = await documentInTurns(version, [...routes, ...own], minor);
    return JSON.stringify(atAddress(made, publicUrl));
  };
  const own: readonly Route[] = [
    documentRoute(version, documents),
    fixedDocumentRoute(version, documents),
    pageRoute(version, publicUrl),
  ];
  return own;
}

function documentRoute(version: ApiVersion, documents: Documents): Route {
  return route({
    ...shared,
    since: version.baseline,
    operationId: 'getOpenApiDocument',
    path: '/openapi.json',
    summary: 'Get the OpenAPI document',
    description:
      'OpenAPI 3.1, from which clients can be generated. It describes the minor that the request is answered as.',
    responds: { 200: document(version) },
    handle: async ({ minor }) => ok(await orRefuse(documents(minor))),
  });
}

function fixedDocumentRoute(version: ApiVersion, documents: Documents): Route {
  return route({
    ...shared,
    since: version.baseline,
    operationId: 'getOpenApiDocumentOfMinor',
    path: '/openapi/:minor.json',
    summary: 'Get the OpenAPI document of a minor',
    description: 'The answer can be cached for ever.',
    accepts: { path: ByMinor },
    examples: { path: { minor: version.baseline } },
    responds: { 200: document(version) },
    refuses: [noSuchPath],
    handle: async ({ path }) =>
      ok(await orRefuse(documents(path.minor)), { 'Cache-Control': 'public, max-age=31536000, immutable' }),
  });
}

function document({ title, baseline }: ApiVersion): Content {
  return {
    mediaType: 'application/json',
    example: { openapi: '3.1.0', info: { title, version: baseline }, paths: {} },
  };
}

function pageRoute(version: ApiVersion, publicUrl: string | undefined): Route {
  const home = versionPath(version);
  const known = minors(version);
  const pages = new Map<string | undefined, Promise<Middleware>>();
  const pageOf = (minor: string | undefined): Promise<Middleware> => {
    const made = documentationPage({
      title: minor === undefined ? version.title : `${version.title} (${minor})`,
      documentPath: minor === undefined ? `${home}/openapi.json` : `${home}/openapi/${minor}.json`,
      operationsPath: operationsPath(version),
      publicUrl,
    });
    pages.set(minor, made);
    return made;
  };
  return route({
    ...shared,
    since: version.baseline,
    operationId: 'showDocumentation',
    path: '/docs',
    summary: 'Show the documentation as a web page',
    description: 'Every operation can be tried out on the page.',
    accepts: { query: PageOptions },
    responds: { 200: { mediaType: 'text/html', example: '<!DOCTYPE html>' } },
    headers: { 'Content-Security-Policy': 'The page loads nothing from other hosts.' },
    handle: async ({ query }) => {
      const { minor } = query;
      if (minor !== undefined && !known.includes(minor)) throw new Refusal(versionUnknown);
      return ok(await (pages.get(minor) ?? pageOf(minor)));
    },
  });
}
