import type { DeclaredLifecycle } from '../../application/kernel/settings.js';
import { deprecationsOf } from '../../interface/kernel/declaration/sunset.js';
import type { Lifecycle } from '../../interface/kernel/declaration/lifecycle.js';
import type { MountedVersion } from '../../interface/kernel/declaration/version.js';

type Use = DeclaredLifecycle['uses'][number];

/** All lifecycles of all versions, each once, with the operations and parts that it ends. */
export function lifecyclesIn(versions: readonly MountedVersion[]): readonly DeclaredLifecycle[] {
  const all = versions.flatMap(({ version, routes }) =>
    routes.flatMap((route) => {
      const { whole, parts } = deprecationsOf(version, route);
      const use = (element: string): Use => ({
        major: version.major,
        operationId: route.operationId,
        element,
      });
      return [
        ...(whole ? [{ lifecycle: whole, use: use('') }] : []),
        ...parts.map(({ in: place, name, lifecycle }) => ({ lifecycle, use: use(`${place}:${name}`) })),
      ];
    }),
  );
  const byId = Map.groupBy(all, ({ lifecycle }) => lifecycle.id);
  return [...byId.values()].flatMap(([first, ...others]) =>
    first
      ? [
          declared(
            first.lifecycle,
            [first, ...others].map(({ use }) => use),
          ),
        ]
      : [],
  );
}

function declared(lifecycle: Lifecycle, uses: readonly Use[]): DeclaredLifecycle {
  const { id, deprecated, sunset, guard, successor, guide } = lifecycle;
  return {
    id,
    deprecated,
    ...(sunset !== undefined && { sunset }),
    ...(guard && { guard }),
    successor: 'href' in successor ? successor.href : undefined,
    guide,
    uses,
  };
}
