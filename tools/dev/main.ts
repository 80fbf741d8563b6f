import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { provideDatabase } from '../../src/composition/database/development-database.js';
import { configOrExit } from '../../src/composition/process/config-or-exit.js';
import { narrator } from '../../src/composition/database/narrator.js';
import { ProcessLife } from '../../src/composition/process/process-life.js';
import { Changes } from './changes.js';
import { print, Service } from './service.js';

/** `npm run dev`: runs the web process, and after each change of a source compiles and starts it again. */
const given = configOrExit();
const life = new ProcessLife();
await life.live(async () => {
  const { held, stop } = life;
  const changes = new Changes(['config', 'migrations', 'seeds', 'src', 'tools']);
  held.defer(() => changes.close());
  const database = await provideDatabase(given, narrator(given));
  held.defer(() => database.leave());
  const service = new Service(database.config.databaseUrl ?? '');
  held.defer(() => service.stop());
  const stopped = once(stop, 'abort');
  if (!stop.aborted) await service.restart();
  while (!stop.aborted) {
    await Promise.race([stopped, changes.next()]);
    if (!stop.aborted) await update(service, stop);
  }
});

async function update(service: Service, stop: AbortSignal): Promise<void> {
  print('Compiling the sources.');
  const isCompiled = await compiles();
  if (stop.aborted) return;
  if (isCompiled) await service.restart();
  else print('The sources do not compile. The service still runs as before the change.');
}

async function compiles(): Promise<boolean> {
  const compiler = spawn(process.execPath, ['tools/compile/main.ts'], { stdio: 'inherit' });
  const [code] = (await once(compiler, 'exit')) as [number | null];
  return code === 0;
}
