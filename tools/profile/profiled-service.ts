import { fileURLToPath } from 'node:url';
import { freePort } from '../embedded-postgres/system.js';
import { run, type RealProcess } from '../../test/support/real-process.js';
import { ownSecret } from '../../test/support/service-process.js';

const main = fileURLToPath(new URL('../../src/main.js', import.meta.url));

/** Starts the service as it is deployed, in a process that writes a profile into `folder` when it ends. */
export async function startProfiled(
  databaseUrl: string,
  folder: string,
): Promise<RealProcess & { readonly url: string }> {
  const port = await freePort(0);
  const url = `http://127.0.0.1:${port}`;
  const env = {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    METRICS_PORT: String(await freePort(0)),
    DATABASE_URL: databaseUrl,
    JWT_SECRET: ownSecret,
    PUBLIC_URL: 'http://localhost',
    REGISTRATION: 'open',
    STAFF_SECOND_FACTOR: 'optional',
    LIMIT_LOGIN: '1000000 per minute',
    LIMIT_ANONYMOUS: '10000000 per minute',
    LIMIT_SIGNED_IN: '10000000 per minute',
  };
  const running = run(process.execPath, ['--cpu-prof', `--cpu-prof-dir=${folder}`, main], {
    cwd: folder,
    env,
  });
  await running.reaches(() =>
    fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  return { ...running, url };
}
