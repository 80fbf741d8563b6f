import type { Method } from '../../interface/kernel/declaration/route.js';

const kinds = ['read', 'write'] as const;

/** The scope that an API key needs to call a route of this feature. Every method except GET counts as writing. */
export function scopeOf(feature: string, method: Method): string {
  const kind: (typeof kinds)[number] = method === 'GET' ? 'read' : 'write';
  return `${feature}:${kind}`;
}

/** All scopes. */
export function scopesOf(features: readonly string[]): readonly string[] {
  return features.flatMap((feature) => kinds.map((kind) => `${feature}:${kind}`));
}
