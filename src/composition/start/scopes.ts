import type { Method } from '../../interface/kernel/declaration/route.js';

const kinds = ['read', 'write'] as const;

/** What an API key must be good for to call a route of this feature. What is no GET may change something. */
export function scopeOf(feature: string, method: Method): string {
  const kind: (typeof kinds)[number] = method === 'GET' ? 'read' : 'write';
  return `${feature}:${kind}`;
}

/** All that there are. */
export function scopesOf(features: readonly string[]): readonly string[] {
  return features.flatMap((feature) => kinds.map((kind) => `${feature}:${kind}`));
}
