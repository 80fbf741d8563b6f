import { expect } from 'chai';
import { ConfigError, createConfig, DevelopmentConfig, loadConfig } from './index.js';

const secret = 'correct horse battery staple and more';

function faultsOf(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

for (const NODE_ENV of ['staging', 'production'] as const) {
  describe(`JWT_SECRET in ${NODE_ENV}`, () => {
    const load = (JWT_SECRET: string) =>
      loadConfig({
        NODE_ENV,
        DATABASE_URL: 'postgres://ann:pw@db/shelf',
        PUBLIC_URL: 'https://library.example',
        REGISTRATION: 'staff',
        JWT_SECRET,
      });

    it('may be several secrets, in their order', () => {
      expect(load(`${secret}, ${secret} again`).jwtSecrets).to.deep.equal([secret, `${secret} again`]);
    });

    it('is refused when one of them is short, repetitive or the one of development', () => {
      const weak = [
        'x'.repeat(31),
        secret.slice(0, 31),
        'x'.repeat(64),
        new DevelopmentConfig().jwtSecrets.join(),
        `${secret},${'x'.repeat(64)}`,
      ];
      for (const text of weak) {
        const faults = faultsOf(() => load(text));
        expect(faults).to.have.lengthOf(1);
        expect(faults[0]).to.match(/^JWT_SECRET must be your own secret/);
      }
    });
  });
}

describe('JWT_SECRET in development', () => {
  it('is refused without any secret between its commas', () => {
    const faults = ['JWT_SECRET must be one or more keys, separated by commas'];
    expect(faultsOf(() => loadConfig({ JWT_SECRET: ', ,' }))).to.deep.equal(faults);
    expect(faultsOf(() => createConfig('test', { jwtSecrets: [] }))).to.deep.equal(faults);
  });
});
