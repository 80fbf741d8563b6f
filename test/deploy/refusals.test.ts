import { expect } from 'chai';
import { DevelopmentConfig } from '../../config/index.js';
import { TcpProxy } from '../support/faults/tcp-proxy.js';
import type { Ending } from '../support/real-process.js';
import type { Backing } from './backing.js';
import { inOnePiece, postgresUrl, secrets, services } from './bindings.js';
import { healthy, launch, ready, runTask, statusOf, stop, type Environment } from './launch.js';
import { taskCommands } from './project-files.js';
import { theBacking, theDroplet } from './setup.js';
import type { Droplet } from './stage.js';

const [migrate = ''] = taskCommands;

let droplet: Droplet;
let backing: Backing;
let database: string;

before(async function () {
  this.timeout(180_000);
  [droplet, backing] = await Promise.all([theDroplet(), theBacking()]);
  database = await backing.newDatabase();
});

/** A PostgreSQL and the secrets, and no Redis. */
function withPostgres(credentials: object, secret: object = secrets.credentials): Environment {
  const named = { name: 'shelf', binding_name: 'database', credentials: { ...credentials } };
  const held = { name: 'shelflife-secrets', credentials: { ...secret } };
  return { VCAP_SERVICES: services({ postgresql: [named], 'user-provided': [held] }), REDIS_SERVICE: '' };
}

/** Another address of the PostgreSQL, where nothing listens yet. */
const closedProxy = (host?: string): Promise<TcpProxy> =>
  TcpProxy.to(`tcp://127.0.0.1:${backing.postgres.port}`, host);

/** The manifest asks for verified addresses, and SMTP_URL comes with the secrets. */
const unverifiable = 'REGISTRATION must not be verified without SMTP_URL';

describe('A deployment that cannot start', function () {
  this.timeout(30_000);

  /** It ends by itself, soon, with one reason a line and no value. */
  async function refused(bound: Environment): Promise<string[]> {
    const since = performance.now();
    const { code, stdout, stderr }: Ending = await (await launch(droplet, 'web', bound)).ended;
    expect(performance.now() - since).to.be.below(15_000);
    expect([code, stdout]).to.deep.equal([1, '']);
    const [first, ...faults] = stderr.trimEnd().split('\n');
    expect(first).to.equal('The configuration cannot be used:');
    return faults.map((line) => line.trim());
  }

  it('has no services at all', async () => {
    expect(await refused({})).to.deep.equal([
      'DATABASE_URL cannot be read: DATABASE_SERVICE names a service that is not bound (no service is bound)',
      'REDIS_URL cannot be read: REDIS_SERVICE names a service that is not bound (no service is bound)',
      'JWT_SECRET is required',
      unverifiable,
    ]);
    expect(await refused({ DATABASE_SERVICE: '', REDIS_SERVICE: '' })).to.deep.equal([
      'DATABASE_URL is required',
      'JWT_SECRET is required',
      unverifiable,
    ]);
  });

  it('uses a service that is not bound', async () => {
    const faults = await refused({ ...inOnePiece(backing, database), DATABASE_SERVICE: 'other' });
    expect(faults).to.deep.equal([
      'DATABASE_URL cannot be read: DATABASE_SERVICE names a service that is not bound (bound services: database, redis, secrets)',
    ]);
  });

  it('has two databases and names none', async () => {
    const two = ['one', 'two'].map((name) => ({ name, credentials: { uri: 'postgres://db/shelf' } }));
    const bound = services({ postgresql: two, 'user-provided': [secrets] });
    expect(await refused({ VCAP_SERVICES: bound, DATABASE_SERVICE: '', REDIS_SERVICE: '' })).to.deep.equal([
      'DATABASE_URL matches several bound services (one, two): set DATABASE_SERVICE to one of them',
    ]);
  });

  it('has no secret, or a published one', async () => {
    const uri = postgresUrl(backing, database);
    expect(await refused(withPostgres({ uri }, {}))).to.deep.equal(['JWT_SECRET is required', unverifiable]);
    const known = { JWT_SECRET: new DevelopmentConfig().jwtSecrets.join() };
    const [fault, ...others] = await refused(withPostgres({ uri }, known));
    expect(fault).to.match(/^JWT_SECRET must be your own secret of 32 characters or more/);
    expect(others).to.deep.equal([unverifiable]);
  });
});

describe('A PostgreSQL without a trusted certificate', function () {
  this.timeout(60_000);
  let proxy: TcpProxy;
  before(async () => {
    proxy = await (await closedProxy('127.0.0.2')).open();
  });
  after(() => proxy.close());

  const refusals: Record<string, [reason: RegExp, credentials: () => object]> = {
    'whose certificate another authority has signed': [
      /self-signed certificate|unable to verify/,
      () => ({ uri: postgresUrl(backing, database), cacrt: backing.wrongCa }),
    ],
    'whose authority is not configured': [
      /self-signed certificate|unable to verify/,
      () => ({ uri: `${postgresUrl(backing, database)}?sslmode=require` }),
    ],
    'whose certificate is for another name': [
      /does not match certificate/,
      () => ({ uri: postgresUrl(backing, database, new URL(proxy.url).host), cacrt: backing.ca }),
    ],
  };
  for (const [which, [reason, credentials]] of Object.entries(refusals)) {
    it(`is refused: one ${which}`, async () => {
      const { code, stderr } = await runTask(droplet, migrate, withPostgres(credentials()));
      expect(code).to.equal(1);
      expect(stderr).to.match(reason);
      expect(stderr).not.to.include(encodeURIComponent(backing.postgres.password));
    });
  }

  it('keeps the web process alive and not ready', async () => {
    const [, credentials] = Object.values(refusals)[0] ?? [];
    const web = await launch(droplet, 'web', withPostgres(credentials?.() ?? {}));
    await healthy(web);
    expect(await statusOf(`${web.url}/health/ready`)).to.equal(503);
    expect((await stop(web)).code).to.equal(0);
  });
});

describe('A service that is away when the web process starts', function () {
  this.timeout(60_000);

  it('does not stop it when it is PostgreSQL: it is alive, not ready, and recovers by itself', async () => {
    const proxy = await closedProxy();
    const uri = postgresUrl(backing, database, `localhost:${new URL(proxy.url).port}`);
    const web = await launch(droplet, 'web', withPostgres({ uri, cacrt: backing.ca }));
    await healthy(web);
    expect(await statusOf(`${web.url}/health/ready`)).to.equal(503);
    await proxy.open();
    await ready(web);
    expect((await stop(web)).code).to.equal(0);
    await proxy.close();
  });

  it('does not prevent readiness when it is Redis', async () => {
    const uri = postgresUrl(backing, database);
    const nowhere = { name: 'cache', binding_name: 'redis', credentials: { uri: 'rediss://localhost:1' } };
    const postgres = { name: 'shelf', binding_name: 'database', credentials: { uri, cacrt: backing.ca } };
    const bound = services({ postgresql: [postgres], redis: [nowhere], 'user-provided': [secrets] });
    await ready(await launch(droplet, 'web', { VCAP_SERVICES: bound }));
  });
});
