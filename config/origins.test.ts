import { expect } from 'chai';
import { ConfigError, loadConfig } from './index.js';

const deployed = {
  DATABASE_URL: 'postgres://ann:pw@db/shelf',
  JWT_SECRET: 'forty-two herons and seven lamps at dusk',
  PUBLIC_URL: 'https://library.example',
  REGISTRATION: 'open',
};
const faultsOf = (load: () => unknown): readonly string[] => {
  try {
    load();
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
};

describe('The origins whose pages may call', () => {
  it('are in development all of this machine, on any port', () => {
    const hosts = ['localhost', '127.0.0.1', '[::1]'];
    const local = ['http', 'https'].flatMap((scheme) => hosts.map((host) => `${scheme}://${host}:*`));
    expect(loadConfig({}).corsOrigins).to.deep.equal(local);
    expect(loadConfig({ CORS_ORIGINS: 'http://localhost:*' }).corsOrigins).to.deep.equal([
      'http://localhost:*',
    ]);
    for (const wide of ['http://a.example:*', 'http://localhost.a.example:*', 'http://*:80'])
      expect(faultsOf(() => loadConfig({ CORS_ORIGINS: wide }))).to.have.lengthOf(1);
  });

  it('are none in production unless they are set, and each with its own port', () => {
    const production = { NODE_ENV: 'production', ...deployed };
    expect(loadConfig(production).corsOrigins).to.deep.equal([]);
    expect(faultsOf(() => loadConfig({ ...production, CORS_ORIGINS: 'http://localhost:*' }))).to.deep.equal([
      'CORS_ORIGINS must be exact origins separated by commas, such as https://library.example',
    ]);
  });
});
