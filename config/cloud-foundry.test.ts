import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigError, loadConfig } from './index.js';

const secret = 'correct horse battery staple and more';
const uri = 'postgres://ann:p%40ss%2Fword@db.example:5432/shelf';

interface Service {
  readonly label?: string;
  readonly name?: string;
  readonly binding_name?: string | null;
  readonly tags?: readonly string[];
  readonly credentials: Readonly<Record<string, unknown>>;
}

/** As the platform lists them: by label. */
function vcap(...services: readonly Service[]): string {
  return JSON.stringify(Object.groupBy(services, ({ label = 'user-provided' }) => label));
}

const secrets = { name: 'shelflife-secrets', credentials: { JWT_SECRET: secret } };
const database = { label: 'postgresql', name: 'shelf-db', credentials: { uri } };
const load = (source: Record<string, string>) =>
  loadConfig({
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://library.example',
    REGISTRATION: 'open',
    ...source,
  });
const bound = (...services: readonly Service[]) => load({ VCAP_SERVICES: vcap(secrets, ...services) });

function faultsOf(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('Bound services', () => {
  it("supply database, Redis and secrets, and override the platform's choice", () => {
    const redis = { label: 'p.redis', tags: ['redis'], credentials: { uri: 'rediss://:pw@cache:6380' } };
    const services = vcap(secrets, database, redis);
    const config = load({ VCAP_SERVICES: services, DATABASE_URL: 'postgres://other/base' });
    expect(config).to.include({ databaseUrl: uri, redisUrl: 'rediss://:pw@cache:6380' });
    expect(config.jwtSecrets).to.deep.equal([secret]);
  });

  it('may supply a Redis behind Sentinels, or a cluster', () => {
    for (const address of [
      'redis+sentinel://:pw@one,two:26380/mymaster',
      'rediss+cluster://one:7000,two:7000',
    ]) {
      const redis = { name: 'cache', tags: ['redis'], credentials: { uri: address } };
      expect(bound(database, redis).redisUrl).to.equal(address);
    }
  });

  it('are found by the configured name, then by a tag, then by the label', () => {
    const other = { ...database, name: 'other-db', credentials: { uri: 'postgres://other/db' } };
    const tagged = { ...other, label: 'aws-rds', tags: ['PostgreSQL'] };
    expect(bound(database, tagged).databaseUrl).to.equal('postgres://other/db');
    const services = vcap(secrets, database, { ...tagged, binding_name: 'mine' }, { ...other, label: 'odd' });
    for (const [name, url] of Object.entries({ 'shelf-db': uri, mine: 'postgres://other/db' }))
      expect(load({ VCAP_SERVICES: services, DATABASE_SERVICE: name }).databaseUrl).to.equal(url);
  });

  it('are never guessed when several match, or when the named one is missing', () => {
    const two = vcap(secrets, database, { ...database, name: 'a-db' });
    expect(faultsOf(() => load({ VCAP_SERVICES: two }))).to.deep.equal([
      'DATABASE_URL matches several bound services (a-db, shelf-db): set DATABASE_SERVICE to one of them',
    ]);
    expect(
      faultsOf(() => load({ VCAP_SERVICES: two, DATABASE_SERVICE: 'x', REDIS_SERVICE: 'y' })),
    ).to.deep.equal([
      'DATABASE_URL cannot be read: DATABASE_SERVICE names a service that is not bound (bound services: a-db, shelf-db, shelflife-secrets)',
      'REDIS_URL cannot be read: REDIS_SERVICE names a service that is not bound (bound services: a-db, shelf-db, shelflife-secrets)',
    ]);
    expect(faultsOf(() => load({ DATABASE_SERVICE: 'x', JWT_SECRET: secret }))).to.deep.equal([
      'DATABASE_URL cannot be read: DATABASE_SERVICE names a service that is not bound (no service is bound)',
    ]);
  });

  it('may have their credentials in parts, with any character in them', () => {
    const parts = {
      hostname: 'db.example',
      port: 5433,
      user: 'a@b',
      password: 'p@ss/w:rd?#%',
      database: 'my shelf',
    };
    const url = new URL(bound({ ...database, credentials: parts }).databaseUrl ?? '');
    const { hostname, port, username, password, pathname } = url;
    expect([hostname, port, ...[username, password, pathname].map(decodeURIComponent)]).to.deep.equal([
      'db.example',
      '5433',
      'a@b',
      'p@ss/w:rd?#%',
      '/my shelf',
    ]);
    const redis = {
      label: 'redis',
      credentials: { host: 'cache', port: 6379, tls_port: 16379, password: 'p/w' },
    };
    expect(bound(database, redis).redisUrl).to.equal('rediss://:p%2Fw@cache:16379/');
    const plain = { label: 'redis', credentials: { host: 'cache', port: '6379' } };
    expect(bound(database, plain).redisUrl).to.equal('redis://cache:6379/');
  });

  it('are also read from the file that VCAP_SERVICES_FILE_PATH names', () => {
    const folder = mkdtempSync(join(tmpdir(), 'shelflife-vcap-'));
    const path = join(folder, 'services.json');
    writeFileSync(path, vcap(secrets, database));
    expect(load({ VCAP_SERVICES_FILE_PATH: path }).databaseUrl).to.equal(uri);
    rmSync(folder, { recursive: true });
    expect(faultsOf(() => load({ VCAP_SERVICES_FILE_PATH: path }))).to.deep.equal([
      'VCAP_SERVICES_FILE_PATH cannot be read (ENOENT)',
      'DATABASE_URL is required',
      'JWT_SECRET is required',
    ]);
  });

  it('are reported with all their faults at once, and without values', () => {
    const services = vcap(
      { ...secrets, credentials: { JWT_SECERT: 'qqq', LOG_LEVEL: 'qqq', PORT: { qqq: 1 } } },
      { ...database, credentials: { uri, cacrt: 'qqq' } },
      { label: 'redis', name: 'cache', credentials: { password: 'qqq' } },
    );
    const faults = faultsOf(() => load({ VCAP_SERVICES: services }));
    expect(faults).to.deep.equal([
      'JWT_SECERT is set in the bound service shelflife-secrets but is not a configuration variable',
      'PORT must be a string in the bound service shelflife-secrets',
      'DATABASE_CA must be certificates in PEM format',
      'REDIS_URL cannot be derived from the bound service cache: its credentials have neither a URI nor a host',
      'JWT_SECRET is required',
      'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent',
    ]);
  });

  it('are a fault when they cannot be parsed', () => {
    for (const [text, fault] of Object.entries({
      '{': 'must be a JSON object',
      '[]': 'must be a JSON object',
      '{"redis":{}}': 'must contain a list of services for each label',
    }))
      expect(faultsOf(() => load({ VCAP_SERVICES: text }))[0]).to.equal(`VCAP_SERVICES ${fault}`);
  });

  it('may contain each secret once only', () => {
    const more = { ...secrets, name: 'more-secrets' };
    expect(faultsOf(() => bound(database, more))).to.deep.equal([
      'JWT_SECRET is set in several bound services for secrets',
    ]);
  });
});

describe('The instance', () => {
  it("is read from the platform's variables, and is empty elsewhere", () => {
    const application = {
      application_name: 'shelflife',
      application_version: 'r1',
      process_type: 'web',
      uris: [],
    };
    const source = {
      CF_INSTANCE_INDEX: '1',
      CF_INSTANCE_GUID: 'g1',
      VCAP_APPLICATION: JSON.stringify(application),
    };
    expect(loadConfig(source).instance).to.deep.equal({
      application: 'shelflife',
      applicationVersion: 'r1',
      process: 'web',
      guid: 'g1',
      index: 1,
    });
    expect(loadConfig({}).instance).to.deep.equal({});
    expect(loadConfig({ VCAP_APPLICATION: 'no JSON' }).instance).to.deep.equal({});
  });
});
