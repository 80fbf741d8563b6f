import { expect } from 'chai';
import type { MountedVersion } from '../../kernel/declaration/version.js';
import { ServedMailLinks } from './mail-links.js';

const version = (major: number, routes: readonly object[]) =>
  ({ version: { major, baseline: `${major}.0`, changes: [] }, routes }) as unknown as MountedVersion;
const links = (...versions: readonly MountedVersion[]) =>
  new ServedMailLinks({ versions }, 'https://library.example');

describe('The links of mails', () => {
  it('lead to pages for people, and to operations that are served', () => {
    const both = links(
      version(1, [{ operationId: 'changeRole', method: 'PUT', path: '/users/:id/role' }]),
      version(2, []),
    );
    expect(both.operation(1, 'changeRole')).to.deep.equal({
      method: 'PUT',
      url: 'https://library.example/v1/users/ID/role',
    });
    expect(both.report('1.0')).to.equal(
      'https://library.example/developers/migration-report?from=1.0&to=2.0',
    );
    expect(both.list).to.equal('https://library.example/developers');
  });

  it('lead to no operation that is not', () => {
    expect(links(version(1, [])).operation(1, 'changeRole')).to.equal(undefined);
    expect(links(version(1, [])).operation(2, 'changeRole')).to.equal(undefined);
  });
});
