import { expect } from 'chai';
import type { MountedVersion } from '../../kernel/declaration/version.js';
import { ServedMailLinks } from './mail-links.js';

const version = (major: number, routes: readonly object[]) =>
  ({ version: { major, baseline: `${major}.0`, changes: [] }, routes }) as unknown as MountedVersion;
const report = { operationId: 'getMigrationReport', method: 'GET', path: '/me/report' };
const links = (...versions: readonly MountedVersion[]) =>
  new ServedMailLinks({ versions }, 'https://library.example');

describe('The links of mails', () => {
  it('lead to what is served', () => {
    const both = links(
      version(1, [{ operationId: 'changeRole', method: 'PUT', path: '/users/:id/role' }]),
      version(2, [report, { operationId: 'listMyDeprecations', method: 'GET', path: '/me/deprecations' }]),
    );
    expect(both.operation(1, 'changeRole')).to.deep.equal({
      method: 'PUT',
      url: 'https://library.example/v1/users/ID/role',
    });
    expect(both.report('1.0')).to.equal('https://library.example/v2/me/report?from=1.0&to=2.0');
    expect(both.list).to.equal('https://library.example/v2/me/deprecations');
  });

  it('lead to the service for what is not', () => {
    expect(links(version(1, [])).list).to.equal('https://library.example');
    expect(links(version(1, [])).operation(1, 'changeRole')).to.equal(undefined);
    expect(links(version(1, [])).operation(2, 'changeRole')).to.equal(undefined);
  });
});
