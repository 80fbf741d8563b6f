import { createConfig, type Config } from '../../config/index.js';
import { bootstrap, type Override, type Service } from '../../src/composition/start/bootstrap.js';
import { EventLoop } from '../../src/interface/kernel/app/event-loop.js';
import { listen } from '../../src/interface/kernel/app/http-server.js';
import { apiClient, type ApiClient } from './api-client.js';
import { freshDatabase, type Content } from './postgres.js';
import { SharedEventLoop } from './shared-event-loop.js';

export interface Wishes {
  readonly content?: Content;
  readonly config?: Partial<Config>;
  readonly overrides?: readonly Override[];
}

/** The whole service on a port of its own, with a database of its own. */
export interface RunningService {
  readonly url: string;
  readonly service: Service;
  readonly databaseUrl: string;
  readonly api: ApiClient;
  stop(): Promise<void>;
}

export async function startService({
  content = 'seeded',
  config = {},
  overrides = [],
}: Wishes = {}): Promise<RunningService> {
  const databaseUrl = config.databaseUrl ?? (await freshDatabase(content));
  const service = await bootstrap(createConfig('test', { ...config, databaseUrl }), [
    (container) => container.registerInstance(EventLoop, new SharedEventLoop()),
    ...overrides,
  ]);
  const server = await listen(service.app, '127.0.0.1', 0);
  const url = `http://127.0.0.1:${server.port}`;
  const stop = async () => {
    await server.close(0);
    await service.close();
  };
  return {
    url,
    service,
    databaseUrl,
    api: apiClient(url, [...service.versions, ...service.standalone]),
    stop,
  };
}
