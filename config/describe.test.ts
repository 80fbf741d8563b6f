import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { environmentNames } from './environment-names.js';
import { createConfig, describe as describeConfig, variables } from './index.js';

describe('The description of a configuration', () => {
  it('shows every value as it would be set', () => {
    const shown = describeConfig(
      createConfig('test', { corsOrigins: ['https://a.example', 'https://b.example'] }),
    );
    expect(shown).to.include({ NODE_ENV: 'test', PORT: '0', TRUSTED_HOPS: '0', REDIS_URL: '' });
    expect(shown).to.include({ LIMIT_LOGIN: '5 per 10 minutes', LIMIT_ANONYMOUS: '100000 per day' });
    expect(shown).to.include({ CORS_ORIGINS: 'https://a.example,https://b.example' });
  });

  it('masks secrets, and passwords inside URLs', () => {
    const jwtSecrets = ['correct horse battery staple and more', 'another correct horse battery staple'];
    const urls = { databaseUrl: 'postgres://ann:pw-1@db/shelf', redisUrl: 'redis://:pw-2@cache' };
    expect(
      describeConfig(
        createConfig('production', {
          ...urls,
          jwtSecrets,
          publicUrl: 'https://a.example',
          registration: 'open',
        }),
      ),
    ).to.include({
      DATABASE_URL: 'postgres://ann:********@db/shelf',
      REDIS_URL: 'redis://********@cache',
      JWT_SECRET: '********',
    });
  });
});

describe('The list of variables', () => {
  it('marks those that are secret', () => {
    const secrets = variables().filter(({ secret }) => secret);
    expect(secrets.map(({ name }) => name)).to.deep.equal([
      'DATABASE_URL',
      'DATABASE_DIRECT_URL',
      'DATABASE_REPLICA_URL',
      'REDIS_URL',
      'JWT_SECRET',
      'SMTP_URL',
      'OTEL_EXPORTER_OTLP_ENDPOINT',
    ]);
  });

  it('has the default in each environment', () => {
    const defaultsOf = (variable: string) => {
      const found = variables().find(({ name }) => name === variable);
      return environmentNames.map((name) => found?.defaults[name]);
    };
    expect(defaultsOf('PORT')).to.deep.equal(['3000', '0', '3000', '3000']);
    expect(defaultsOf('LOG_LEVEL')).to.deep.equal(['warn', 'silent', 'info', 'info']);
    const [many, few] = ['100000 per minute', '600 per minute'];
    expect(defaultsOf('LIMIT_SIGNED_IN')).to.deep.equal([few, many, few, few]);
    expect(defaultsOf('JWT_SECRET')).to.deep.equal(['********', '********', '', '']);
  });

  it('matches .env.example, with the defaults of development and no secret', () => {
    const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
    const expected = variables().map(({ name, about, secret, defaults }) => {
      const value = secret ? '' : defaults.development;
      return `# ${about}\n# ${name}=${value}`;
    });
    const [, ...shown] = example.trimEnd().split('\n\n');
    expect(shown).to.deep.equal(expected);
  });
});
