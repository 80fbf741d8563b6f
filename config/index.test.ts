import { expect } from 'chai';
import { deployed, faultsOf } from '../test/support/config-faults.js';
import {
  type Config,
  ConfigError,
  createConfig,
  DevelopmentConfig,
  loadConfig,
  ProductionConfig,
  StagingConfig,
  TestConfig,
} from './index.js';

describe('The configuration', () => {
  it('is that of the environment in NODE_ENV, and of development without it', () => {
    expect(loadConfig({})).to.be.instanceOf(DevelopmentConfig);
    expect(loadConfig({ NODE_ENV: 'test' })).to.be.instanceOf(TestConfig);
    expect(loadConfig({ NODE_ENV: 'staging', ...deployed })).to.be.instanceOf(StagingConfig);
    expect(loadConfig({ NODE_ENV: 'production', ...deployed })).to.be.instanceOf(ProductionConfig);
  });

  it('refuses an unknown NODE_ENV and names the valid ones', () => {
    const fault = 'NODE_ENV must be one of development, test, staging, production';
    for (const name of ['prod', 'Production', 'toString', '__proto__']) {
      expect(faultsOf(() => loadConfig({ NODE_ENV: name }))).to.deep.equal([fault]);
    }
  });

  it('has the defaults of a deployed service in staging and production only', () => {
    const choice = ({ name, host, trustedHops, limitAnonymous }: Config) => [
      name,
      host,
      trustedHops,
      limitAnonymous.points,
    ];
    expect(choice(loadConfig({}))).to.deep.equal(['development', '127.0.0.1', 0, 100_000]);
    expect(choice(createConfig('test'))).to.deep.equal(['test', '127.0.0.1', 0, 100_000]);
    for (const name of ['staging', 'production']) {
      expect(choice(loadConfig({ NODE_ENV: name, ...deployed }))).to.deep.equal([name, '0.0.0.0', 1, 200]);
    }
  });

  it('parses the values of the variables', () => {
    const config = loadConfig({
      HOST: 'localhost',
      PORT: ' 8080 ',
      DATABASE_URL: 'postgresql://db/shelf',
      DATABASE_POOL_MAX: '200',
      REDIS_URL: 'rediss://cache:6380',
      JWT_SECRET: 'short',
      LIBRARY_TIME_ZONE: 'America/Argentina/Buenos_Aires',
      SMTP_URL: 'smtps://mail.example',
      MAIL_FROM: 'library@shelf.example',
      LIBRARY_EMAIL: 'desk@shelf.example',
      PUBLIC_URL: 'https://shelf.example',
      ACCOUNT_PAGES_URL: 'https://www.shelf.example/me',
      REGISTRATION: 'verified',
      LOAN_RETENTION_DAYS: '30',
      AUDIT_MONTHS: '24',
      SELF_SERVICE: 'desk',
      LOG_LEVEL: 'debug',
      METRICS_PORT: '9394',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example:4318',
      CORS_ORIGINS: 'https://a.example, http://localhost:5173',
      TRUSTED_HOPS: '2',
      TRUSTED_NETWORKS: '10.0.0.0/8, 2001:db8::/32, loopback',
      LIMIT_LOGIN: '3 per hour',
      LIMIT_LOGIN_ADDRESS: '30 per hour',
      LIMIT_LOGIN_ACCOUNT: '9 per day',
      LIMIT_MAIL: '4 per hour',
      LIMIT_ANONYMOUS: '1 per second',
      LIMIT_SIGNED_IN: '10 per 2 days',
      STAFF_SECOND_FACTOR: 'required',
      DATA_FOLDER: '/srv/shelf',
    });
    expect({ ...config }).to.deep.equal({
      name: 'development',
      instance: {},
      host: 'localhost',
      port: 8080,
      databaseUrl: 'postgresql://db/shelf',
      databaseDirectUrl: undefined,
      databaseReplicaUrl: undefined,
      databaseCa: undefined,
      databaseService: undefined,
      databasePoolMax: 200,
      redisUrl: 'rediss://cache:6380',
      redisCa: undefined,
      redisService: undefined,
      jwtSecrets: ['short'],
      libraryTimeZone: 'America/Argentina/Buenos_Aires',
      smtpUrl: 'smtps://mail.example',
      mailFrom: 'library@shelf.example',
      libraryEmail: 'desk@shelf.example',
      publicUrl: 'https://shelf.example',
      accountPagesUrl: 'https://www.shelf.example/me',
      registration: 'verified',
      loanRetentionDays: 30,
      auditMonths: 24,
      selfService: 'desk',
      logLevel: 'debug',
      metricsPort: 9394,
      otlpEndpoint: 'https://collector.example:4318',
      corsOrigins: ['https://a.example', 'http://localhost:5173'],
      trustedHops: 2,
      trustedNetworks: ['10.0.0.0/8', '2001:db8::/32', 'loopback'],
      limitLogin: { points: 3, seconds: 3_600 },
      limitLoginAddress: { points: 30, seconds: 3_600 },
      limitLoginAccount: { points: 9, seconds: 86_400 },
      limitMail: { points: 4, seconds: 3_600 },
      limitAnonymous: { points: 1, seconds: 1 },
      limitSignedIn: { points: 10, seconds: 172_800 },
      staffSecondFactor: 'required',
      dataFolder: '/srv/shelf',
    });
  });

  it('treats an empty or blank variable as not set', () => {
    const config = loadConfig({ NODE_ENV: '', PORT: '', HOST: '  ', REDIS_URL: '', TRUSTED_HOPS: ' ' });
    expect({ ...config }).to.deep.equal({ ...loadConfig({}) });
  });

  it('cannot be changed once it is created', () => {
    expect(() => Object.assign(createConfig('test'), { port: 1 })).to.throw(TypeError);
  });
});

describe('A fault in the configuration', () => {
  const wrong: Record<string, string[]> = {
    HOST: ['http://localhost', 'a b', '999.1.1.1'],
    PORT: ['http', '-1', '65536', '80.5', 'Infinity'],
    DATABASE_URL: ['mysql://db/shelf', 'db/shelf', 'postgres:db'],
    DATABASE_DIRECT_URL: ['mysql://db/shelf'],
    DATABASE_REPLICA_URL: ['mysql://db/shelf'],
    DATABASE_POOL_MAX: ['0', '201'],
    DATABASE_CA: ['/etc/ssl/ca.pem', '-----BEGIN CERTIFICATE-----\nqqq\n-----END CERTIFICATE-----'],
    REDIS_URL: ['cache:6379', 'http://cache', 'redis+sentinel://cache:26379', 'redis+cluster://cache/1'],
    REDIS_CA: ['-----BEGIN CERTIFICATE-----'],
    LIBRARY_TIME_ZONE: ['Mars/Olympus', '+02:00'],
    SMTP_URL: ['mail.example:25', 'http://mail.example'],
    MAIL_FROM: ['library', 'Library <a@b.example>', 'a@b.example\r\nBcc: c@d.example'],
    LIBRARY_EMAIL: ['desk at library'],
    LOAN_RETENTION_DAYS: ['0', '1.5', 'for ever'],
    AUDIT_MONTHS: ['0', '1.5', 'for ever'],
    LOG_LEVEL: ['loud', 'INFO'],
    CORS_ORIGINS: [
      '*',
      'https://a.example/',
      'https://a.example/x',
      'https://a.example https://b.example',
      'a.example',
      'ftp://a.example',
      'null',
    ],
    TRUSTED_HOPS: ['true', '-1', '1.5', '11'],
    TRUSTED_NETWORKS: ['10.0.0.0/33', '10.0.0.0/8 192.168.0.0/16', 'gorouter', '0.0.0.0/0'],
    LIMIT_LOGIN: ['5', '0 per day', '5 per week'],
    LIMIT_LOGIN_ADDRESS: ['100'],
    LIMIT_LOGIN_ACCOUNT: ['50/hour'],
    LIMIT_ANONYMOUS: ['many'],
    LIMIT_SIGNED_IN: ['600/minute'],
    LIMIT_MAIL: ['10/hour'],
    PUBLIC_URL: ['library.example', 'ftp://library.example', 'https://library.example?a', 'https://'],
    ACCOUNT_PAGES_URL: ['library.example'],
    REGISTRATION: ['closed', 'OPEN'],
  };
  for (const [variable, values] of Object.entries(wrong)) {
    it(`names ${variable} once`, () => {
      for (const value of values) {
        const faults = faultsOf(() => loadConfig({ [variable]: value }));
        expect(faults, value).to.have.lengthOf(1);
        expect(faults[0]).to.match(new RegExp(`^${variable} must be `));
      }
    });
  }

  it('is reported together with all others, in words', () => {
    const source = { NODE_ENV: 'production', PORT: '70000', JWT_SECRET: 'too short', TRUSTED_HOPS: 'yes' };
    expect(() => loadConfig(source)).to.throw(
      ConfigError,
      `The configuration cannot be used:
  PORT must be a whole number from 0 to 65535
  DATABASE_URL is required
  JWT_SECRET must be your own secret of 32 characters or more: not one repeated character, not the development secret; several are separated by commas
  PUBLIC_URL is required
  REGISTRATION is required: open, verified or staff
  TRUSTED_HOPS must be a whole number from 0 to 10`,
    );
  });

  it('is refused when addresses shall be verified without a mail server', () => {
    const set = { REGISTRATION: 'verified', SMTP_URL: 'smtp://mail.example' };
    expect(loadConfig(set).registration).to.equal('verified');
    expect(faultsOf(() => loadConfig({ ...set, SMTP_URL: '' }))).to.deep.equal([
      'REGISTRATION must not be verified without SMTP_URL',
    ]);
  });

  it('has the public URL without a slash at its end', () => {
    const { publicUrl } = loadConfig({ PUBLIC_URL: 'https://a.example/library/' });
    expect(publicUrl).to.equal('https://a.example/library');
  });

  it('never contains a value', () => {
    const values = Object.fromEntries(
      [...Object.keys(wrong), 'JWT_SECRET'].map((variable) => [variable, 'qqq:qqq']),
    );
    const faults = faultsOf(() => loadConfig({ NODE_ENV: 'production', ...values }));
    expect(faults).to.have.lengthOf(29);
    expect(faults.join()).not.to.contain('qqq');
  });
});

describe('A configuration from an object', () => {
  it('has the given values, and otherwise the defaults of its environment', () => {
    const config = createConfig('test', { port: 8080, databaseUrl: 'postgres://db/shelf' });
    expect(config).to.include({
      name: 'test',
      port: 8080,
      databaseUrl: 'postgres://db/shelf',
      logLevel: 'silent',
    });
  });

  it('may be made from another configuration and keeps its own name', () => {
    const config = createConfig('test', { ...loadConfig({ PORT: '8080' }), host: '::1' });
    expect(config).to.include({ name: 'test', port: 8080, host: '::1' });
  });

  it('is checked like any other', () => {
    expect(faultsOf(() => createConfig('test', { port: 1.5, corsOrigins: ['*'] }))).to.deep.equal([
      'PORT must be a whole number from 0 to 65535',
      'CORS_ORIGINS must be origins separated by commas, such as http://localhost:5173 or http://localhost:*',
    ]);
  });
});
