import type { DependencyContainer } from 'tsyringe';
import type { Middleware } from 'koa';
import type { AdviceByCode } from '../../interface/documentation/problems/advice.js';
import { problemPages } from '../../interface/documentation/problems/problem-pages.js';
import type { Guide } from '../../interface/documentation/discovery/guide.js';
import { handbook } from '../../interface/documentation/handbook/handbook.js';
import { writtenAddress } from '../../interface/documentation/handbook/written-guides.js';
import { discovery } from '../../interface/documentation/discovery/discovery.js';
import type { PageGroup } from '../../interface/kernel/app/page-group.js';
import { PageVisits } from '../../application/kernel/request/page-visits.js';
import type { Config } from '../../../config/index.js';
import { Clock } from '../../application/kernel/clock.js';
import { LifecycleStates } from '../../application/kernel/request/lifecycle-states.js';
import type { Kernel } from '../../interface/kernel/pipeline/exchange.js';
import { allFeatures } from '../all-features.js';
import { minors } from '../../interface/kernel/declaration/version.js';
import { loadPages } from './entry-points.js';
import { addressOf } from './http-settings.js';
import { installedIn } from './installed.js';
import type { ResolvedVersion } from './mounting.js';
import { Releases } from './releases.js';

interface ShownOnPages {
  readonly mounted: readonly ResolvedVersion[];
  readonly standalone: readonly ResolvedVersion[];
  readonly guides: readonly Guide[];
}

/** The APIs of packages, and the pages for people: those about the API, and those of all features. */
export async function pagesOf(
  config: Config,
  { mounted, standalone, guides }: ShownOnPages,
  container: DependencyContainer,
  kernel: Kernel,
): Promise<Middleware[]> {
  const pages = await Promise.all(allFeatures.map(({ name }) => loadPages(name)));
  const served = new Set(mounted.flatMap(({ version }) => minors(version)));
  const shown = pages.filter(({ since }) => since === undefined || served.has(since));
  const advice = Object.assign({}, ...pages.map((each) => each.advice)) as AdviceByCode;
  // The majors come last, because names lead to the last operation that has them.
  const address = addressOf(config) ?? writtenAddress;
  const problems = problemPages([...standalone, ...mounted], advice);
  const consoles = standalone.flatMap(({ createPages, pages: own }) =>
    createPages ? [createPages(own.map((page) => container.resolve<never>(page)))] : [],
  );
  const visits = container.resolve<PageVisits>(PageVisits);
  const installed = await installedIn(container, kernel);
  const links = [...shown.flatMap(({ links: own = [] }) => own), ...installed.map(({ link }) => link)];
  const groups = shown.flatMap(({ pageGroups = [] }) => pageGroups);
  return [
    ...installed.map(({ middleware }) => middleware),
    discovery({
      versions: mounted,
      guides,
      links,
      problems,
      handbook: handbook({ versions: mounted, standalone, guides, advice, address }),
      ...discoveryParts(config, container),
    }),
    ...[...groups.map((group) => container.resolve<PageGroup>(group)), ...consoles].map((group) =>
      group.middleware({ ...kernel, visits }),
    ),
  ];
}

function discoveryParts({ publicUrl }: Config, container: DependencyContainer) {
  const releases = container.resolve<Releases>(Releases);
  const lifecycles = container.resolve<LifecycleStates>(LifecycleStates);
  return { publicUrl, releases, lifecycles, clock: container.resolve<Clock>(Clock) };
}
