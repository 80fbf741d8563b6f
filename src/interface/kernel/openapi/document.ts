import type { Route } from '../route.js';
import { versionPath, type ApiVersion } from '../version.js';
import { headerComponents } from './headers.js';
import { operation, tagOf } from './operation.js';
import { Schemas } from './schemas.js';

/**
 * What a version promises, as an OpenAPI 3.1 document: made from the declarations of its routes and nothing else.
 * The same routes give the same document, key by key.
 * @param routes all that this version serves, those of its documentation included
 * @throws Error for shapes that cannot be told apart, see `Schemas`
 */
export function openApiDocument(version: ApiVersion, routes: readonly Route[]): object {
  const schemas = new Schemas();
  const paths = pathsOf(version, routes, schemas);
  return {
    openapi: '3.1.0',
    info: {
      title: version.title,
      version: version.baseline,
      description: version.description,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'This service' }],
    tags: [...new Set(routes.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.components(),
      headers: headerComponents(paths),
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

function pathsOf(version: ApiVersion, routes: readonly Route[], schemas: Schemas): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = versionPath(version) + route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(version, route, schemas) };
  }
  return paths;
}
