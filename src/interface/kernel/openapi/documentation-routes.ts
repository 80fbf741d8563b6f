import { ok } from '../reply.js';
import { route, type Route } from '../route.js';
import { versionPath, type ApiVersion } from '../version.js';
import { openApiDocument } from './document.js';
import { documentationPage } from './documentation-page.js';

const shared = { method: 'GET', tag: 'documentation', audience: 'anonymous' } as const;

/**
 * The routes by which a version explains itself. They are part of the document that they show.
 * @param routes all others of this version
 * @throws Error for routes of which no document can be made, see `openApiDocument`
 */
export function documentationRoutes(version: ApiVersion, routes: readonly Route[]): readonly Route[] {
  const own: readonly Route[] = [documentRoute(version, () => text), pageRoute(version)];
  const text = JSON.stringify(openApiDocument(version, [...routes, ...own]));
  return own;
}

function documentRoute(version: ApiVersion, text: () => string): Route {
  return route({
    ...shared,
    since: version.baseline,
    operationId: 'getOpenApiDocument',
    path: '/openapi.json',
    summary: 'Get this document',
    description: 'OpenAPI 3.1, for machines: clients can be generated from it.',
    responds: {
      200: {
        mediaType: 'application/json',
        example: { openapi: '3.1.0', info: { title: version.title, version: version.baseline }, paths: {} },
      },
    },
    handle: async () => ok(text()),
  });
}

function pageRoute(version: ApiVersion): Route {
  const { html, policy } = documentationPage(version.title, `${versionPath(version)}/openapi.json`);
  return route({
    ...shared,
    since: version.baseline,
    operationId: 'showDocumentation',
    path: '/docs',
    summary: 'Read this documentation as a page',
    description: 'For people: every operation can be tried out on it.',
    responds: { 200: { mediaType: 'text/html', example: '<!DOCTYPE html>' } },
    headers: { 'Content-Security-Policy': 'The page loads nothing from anywhere else.' },
    handle: async () => ok(html, { 'Content-Security-Policy': policy }),
  });
}
