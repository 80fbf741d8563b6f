import { nestedIn } from '../shapes/nested-shapes.js';
import type { Route } from '../declaration/route.js';
import type { Shape } from '../shapes/shape.js';
import type { ApiVersion } from '../declaration/version.js';

/** All shapes of the answers of these routes and of refusals, including nested ones, each once. */
export function answerShapesIn(routes: readonly Route[], { refusal }: Pick<ApiVersion, 'refusal'>): Shape[] {
  const answers = routes.flatMap(({ responds }) => Object.values(responds).flatMap(shapeOf));
  return withNested([...answers, refusal.shape]);
}

/** All shapes of the requests of these routes, including nested ones, each once. */
export function requestShapesIn(routes: readonly Route[]): Shape[] {
  const parts = routes.map(({ accepts = {} }) => [accepts.path, accepts.query, accepts.body, accepts.form]);
  return withNested(parts.flat().filter((shape) => shape !== undefined));
}

function shapeOf(content: Route['responds'][number]): Shape[] {
  if (typeof content === 'function') return [content];
  return 'listOf' in content ? [content.listOf] : [];
}

function withNested(shapes: readonly Shape[]): Shape[] {
  const found = new Set<Shape>(shapes);
  // A set visits what is added to it meanwhile.
  for (const shape of found) for (const [, nested] of nestedIn(shape)) found.add(nested);
  return [...found];
}
