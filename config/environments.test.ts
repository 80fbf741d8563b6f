import { expect } from 'chai';
import { deployed, faultsOf, secret } from '../test/support/config-faults.js';
import { createConfig, DevelopmentConfig, loadConfig } from './index.js';

describe('A variable of an earlier release', () => {
  for (const value of ['true', 'false']) {
    it(`TRUST_PROXY=${value} stops the start and names its successors`, () => {
      const set = { NODE_ENV: 'production', ...deployed, TRUST_PROXY: value };
      expect(faultsOf(() => loadConfig(set))).to.deep.equal([
        'TRUST_PROXY was replaced: set TRUSTED_HOPS to the number of routers in front (1 behind Gorouter alone, ' +
          '0 without a router), or TRUSTED_NETWORKS to their networks',
      ]);
    });
  }
});

describe('A configuration of staging or production', () => {
  for (const name of ['staging', 'production'] as const) {
    it(`requires in ${name} a database, a secret, its public URL, and to say who opens accounts`, () => {
      const faults = [
        'DATABASE_URL is required',
        'JWT_SECRET is required',
        'PUBLIC_URL is required',
        'REGISTRATION is required: open, verified or staff',
      ];
      expect(faultsOf(() => loadConfig({ NODE_ENV: name }))).to.deep.equal(faults);
      expect(faultsOf(() => createConfig(name))).to.deep.equal(faults);
    });

    it(`refuses in ${name} a replica without a Redis, through which the instances share write positions`, () => {
      const set = { NODE_ENV: name, ...deployed, DATABASE_REPLICA_URL: 'postgres://replica/shelf' };
      expect(faultsOf(() => loadConfig(set))).to.deep.equal([
        'DATABASE_REPLICA_URL must not be set without REDIS_URL',
      ]);
      expect(loadConfig({ ...set, REDIS_URL: 'redis://cache' })).to.include({
        databaseReplicaUrl: 'postgres://replica/shelf',
      });
    });

    it(`refuses in ${name} a secret that is short, repetitive or the one of development`, () => {
      for (const weak of [
        'x'.repeat(31),
        secret.slice(0, 31),
        'x'.repeat(64),
        new DevelopmentConfig().jwtSecrets.join(),
      ]) {
        const faults = faultsOf(() => loadConfig({ NODE_ENV: name, ...deployed, JWT_SECRET: weak }));
        expect(faults).to.have.lengthOf(1);
        expect(faults[0]).to.match(/^JWT_SECRET must be your own secret/);
      }
    });
  }
});
