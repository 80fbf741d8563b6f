import type { Callers } from '../../../src/application/kernel/caller.js';
import { AsyncRequestScope } from '../../../src/infrastructure/kernel/async-request-scope.js';
import { MemoryLimiter } from '../../../src/infrastructure/kernel/memory-limiter.js';
import { MemoryStore } from '../../../src/infrastructure/kernel/memory-store.js';
import { TaggedCache } from '../../../src/infrastructure/kernel/tagged-cache.js';
import { buildApp } from '../../../src/interface/kernel/app.js';
import { Gate } from '../../../src/interface/kernel/gate.js';
import { listen } from '../../../src/interface/kernel/http-server.js';
import { documentationAssets } from '../../../src/interface/kernel/openapi/documentation-assets.js';
import { documentationRoutes } from '../../../src/interface/kernel/openapi/documentation-routes.js';
import * as v1 from './v1.js';

const nobody: Callers = { identify: async () => undefined };

const often = { points: 1_000, seconds: 60 };
const limits = { signIn: often, anonymous: often, signedIn: often };

/** The HTTP side of the service with the fixture's routes: no database, no feature. */
export async function startFixtureApi(): Promise<{ url: string; stop: () => Promise<void> }> {
  const gate = new Gate(nobody, new MemoryLimiter(), limits);
  const app = buildApp({
    kernel: { gate, cache: new TaggedCache(new MemoryStore()), scope: new AsyncRequestScope() },
    versions: [
      { version: v1.version, routes: [...v1.routes, ...documentationRoutes(v1.version, v1.routes)] },
    ],
    settings: { trustProxy: false, corsOrigins: [], limits, release: { name: 'fixture', version: '0' } },
    report: { answered: () => undefined, failed: (_, error) => console.error(error) },
    unversioned: [documentationAssets()],
  });
  const server = await listen(app, '127.0.0.1', 0);
  return { url: `http://127.0.0.1:${server.port}`, stop: () => server.close(0) };
}
