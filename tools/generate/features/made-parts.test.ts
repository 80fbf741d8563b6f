import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { firstMigration, migrationsOf } from './made-parts.js';

describe('The migrations of a feature', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'made-parts-'));
    mkdirSync(join(root, 'migrations'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('are those that its name begins, and none of another feature that speaks of it', () => {
    const others = [
      '20260101T000000_kernel_networks_networks.ts',
      '20261120T150000_kernel_networks_in_trail.ts',
      '20261120T150000_networksother_a.ts',
    ];
    const own = ['20261201T100000_networks_networks.ts', '20261202T100000_networks_speed.ts'];
    for (const name of [...others, ...own.toReversed()]) writeFileSync(join(root, 'migrations', name), '');
    const files = own.map((name) => `migrations/${name}`);
    expect(migrationsOf(root, 'networks')).to.deep.equal(files);
    expect(firstMigration(root, 'networks')).to.equal(files[0]);
    expect(firstMigration(root, 'slogans')).to.equal(undefined);
  });
});
