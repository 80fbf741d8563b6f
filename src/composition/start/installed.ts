import type { Middleware } from 'koa';
import type { DependencyContainer } from 'tsyringe';
import type { PageLink } from '../../interface/documentation/discovery/home-page.js';
import { installedApi } from '../../interface/kernel/installed/installed-api.js';
import type { Kernel } from '../../interface/kernel/pipeline/exchange.js';
import { allFeatures } from '../all-features.js';
import { installedApis } from '../versions.js';
import { loadInstalled, loadInstalledModule, type InstalledEntry } from './entry-points.js';

/** More adapters than those of the list, for tests and demonstrations. */
export type OtherApis = readonly InstalledEntry[];
export const OtherApis = Symbol('composition.OtherApis');

/** An API of a package, mounted. */
interface MountedApi {
  readonly link: PageLink;
  readonly middleware: Middleware;
}

/** The APIs of packages. One that lacks a part, because its feature was removed, is not mounted. */
export async function installedIn(container: DependencyContainer, kernel: Kernel): Promise<MountedApi[]> {
  const listed = await Promise.all(
    installedApis.map(async (name) => ({
      entry: await loadInstalled(name),
      parts: await partsOf(name, container),
    })),
  );
  const others = container.resolve<OtherApis>(OtherApis).map((entry) => ({ entry, parts: {} }));
  return [...listed, ...others].flatMap(({ entry: { path, link, createApi }, parts }) => {
    const api = createApi(parts);
    return api ? [{ link, middleware: installedApi(path, api, kernel) }] : [];
  });
}

async function partsOf(name: string, container: DependencyContainer): Promise<object> {
  const modules = await Promise.all(allFeatures.map((feature) => loadInstalledModule(name, feature.name)));
  const resolved = modules.flatMap(({ services = {}, parts = {} }) => [
    parts,
    Object.fromEntries(Object.entries(services).map(([part, service]) => [part, container.resolve(service)])),
  ]);
  return Object.assign({}, ...resolved) as object;
}
