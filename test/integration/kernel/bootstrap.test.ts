import { expect } from 'chai';
import { ConfigError, createConfig } from '../../../config/index.js';
import { Patrons } from '../../../src/application/accounts/patrons.js';
import { BookQueries } from '../../../src/application/catalogue/book-queries.js';
import { LocalTime } from '../../../src/application/kernel/local-time.js';
import { Callers } from '../../../src/application/kernel/request/caller.js';
import { Limiter } from '../../../src/application/kernel/request/limiter.js';
import { bootstrap, type Override } from '../../../src/composition/start/bootstrap.js';
import type { EnvironmentName } from '../../../config/index.js';
import { HandClock, withClock } from '../../support/clock.js';
import { Clock } from '../../../src/application/kernel/clock.js';

/** No test sends anything to it: bootstrap opens no connection. */
const databaseUrl = 'postgres://nobody@127.0.0.1:1/nothing';

/** The error that stopped the start. */
async function refused(...given: Parameters<typeof bootstrap>): Promise<Error> {
  const service = await bootstrap(...given).catch((error: Error) => error);
  if (service instanceof Error) return service;
  await service.close();
  throw new Error('It started.');
}

describe('bootstrap', () => {
  it('accepts a configuration object', async () => {
    const config = createConfig('test', { databaseUrl });
    const service = await bootstrap(config);
    expect(service.config).to.equal(config);
    expect(service.versions.map(({ version }) => version.major)).to.include(1);
    await service.close();
  });

  it('accepts the name of an environment and uses its defaults, none of which is a database', async () => {
    expect((await refused('test')).message).to.equal('There is no database: DATABASE_URL is not set.');
    expect(await refused('production')).to.be.instanceOf(ConfigError);
    expect((await refused('production')).message).to.match(
      /DATABASE_URL is required[^]*JWT_SECRET is required/,
    );
  });

  it('refuses an unknown environment name', async () => {
    const error = await refused('moon' as EnvironmentName);
    expect(error).to.be.instanceOf(ConfigError);
    expect(error.message).to.include('development, test, staging, production');
  });

  it('lets overrides replace bindings, the last one first', async () => {
    const clocks = [new HandClock(), new HandClock()] as const;
    const service = await bootstrap(createConfig('test', { databaseUrl }), clocks.map(withClock));
    expect(service.container.resolve<Clock>(Clock)).to.equal(clocks[1]);
    await service.close();
  });

  it('isolates two services in one process', async () => {
    const clock = new HandClock();
    const one = await bootstrap(createConfig('test', { databaseUrl }), [withClock(clock)]);
    const other = await bootstrap(createConfig('test', { databaseUrl }));
    expect(one.container.resolve<Clock>(Clock)).to.equal(clock);
    expect(other.container.resolve<Clock>(Clock)).to.not.equal(clock);
    expect(other.container.resolve<Limiter>(Limiter)).to.not.equal(one.container.resolve<Limiter>(Limiter));
    await Promise.all([one.close(), other.close()]);
  });

  const ports = { Patrons, BookQueries, LocalTime, Callers, Limiter };
  for (const [name, port] of Object.entries(ports)) {
    it(`does not start when ${name} has no binding`, async () => {
      const nothing = Symbol('nothing');
      const unbind: Override = (container) => void container.register(port, { useToken: nothing });
      const error = await refused(createConfig('test', { databaseUrl }), [unbind]);
      expect(error.message).to.match(/unregistered dependency token: "Symbol\(nothing\)"/);
    });
  }

  it('does not start without any binding', async () => {
    const error = await refused(createConfig('test', { databaseUrl }), [(container) => container.reset()]);
    expect(error.message).to.match(/unregistered dependency token/);
  });

  it('does not start when an implementation of a port cannot be created', async () => {
    const useFactory = () => {
      throw new Error('The shelf is broken.');
    };
    const poison: Override = (container) => void container.register(BookQueries, { useFactory });
    const error = await refused(createConfig('test', { databaseUrl }), [poison]);
    expect(error.message).to.include('The shelf is broken.');
  });
});
