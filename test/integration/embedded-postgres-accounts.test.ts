import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { chmod, chown, mkdir, realpath, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { accountFrom } from '../../tools/embedded-postgres/account.js';
import { joinEmbeddedPostgres } from '../../tools/embedded-postgres/join-embedded-postgres.js';
import {
  answers,
  endAll,
  errorOf,
  newFolder,
  query,
  removeFolders,
  startMember,
} from '../support/embedded-postgres.js';
import { privateClone } from '../support/private-clone.js';

const isRoot = process.getuid?.() === 0;

describe('The embedded PostgreSQL of a clone that only its owner can read', () => {
  afterEach(endAll);
  after(removeFolders);

  it('works for root, with programs and data in a folder that the PostgreSQL user can reach', async function () {
    if (!isRoot)
      return pending(this, 'PENDING: a folder of mode 700 owned by root can only be tested as root.');
    const parent = await newFolder();
    const shelter = path.join(parent, 'shelter');
    const { folder, ...around } = await privateClone(parent);
    const first = await startMember(folder, { ...around, shelter });
    await query(first.url, `CREATE TABLE book AS SELECT 'Emma' AS title`);
    await first.leave();
    const place = await realpath(path.join(folder, 'postgres'));
    expect(path.dirname(place)).to.equal(shelter);
    expect(readdirSync(shelter).map((name) => name.replace(/-.*/, ''))).to.have.members([
      'postgres',
      'programs',
    ]);
    const second = await startMember(folder, { ...around, shelter });
    expect(await query(second.url, 'TABLE book')).to.deep.equal([{ title: 'Emma' }]);
    await second.leave();
    await rm(folder, { recursive: true });
    const third = await startMember(folder, { ...around, shelter });
    expect(await errorOf(query(third.url, 'TABLE book'))).to.match(/does not exist/);
    await third.leave();
  });

  it('never lets root run programs that another user could have planted', async function () {
    if (!isRoot) return pending(this, 'PENDING: refusals for root can only be tested as root.');
    const parent = await newFolder();
    const folder = path.join(parent, 'home/.data');
    await mkdir(folder, { mode: 0o700, recursive: true });
    const wish = { folder, database: 'library', shelter: path.join(parent, 'shelter') };
    await mkdir(wish.shelter);
    await chmod(wish.shelter, 0o777);
    expect(await errorOf(joinEmbeddedPostgres(wish))).to.match(/must be a folder that belongs to root/);
    await chmod(wish.shelter, 0o755);
    await chown(wish.shelter, 65534, 65534);
    expect(await errorOf(joinEmbeddedPostgres(wish))).to.match(/must be a folder that belongs to root/);
    await rm(wish.shelter, { recursive: true });
    await symlink(parent, wish.shelter);
    expect(await errorOf(joinEmbeddedPostgres(wish))).to.match(/must be a folder that belongs to root/);
  });

  it('works for an ordinary user, with everything inside the clone', async () => {
    const account = isRoot
      ? accountFrom(readFileSync('/etc/passwd', 'utf8').replace(/^postgres:/m, 'other:'))
      : undefined;
    const { folder, ...around } = await privateClone(await newFolder(), account);
    const member = await startMember(folder, { ...around, ...(account && { account }) });
    expect(await answers(member.url)).to.equal(true);
    expect(lstatSync(path.join(folder, 'postgres')).isDirectory()).to.equal(true);
    expect(statSync(path.join(folder, 'postgres/data')).uid).to.equal(account?.uid ?? process.getuid?.());
    await member.leave();
    if (isRoot) {
      const asRoot = await startMember(folder, { ...around, shelter: path.join(folder, '../../shelter') });
      expect(asRoot.url, 'root runs as the owner of the data').to.equal(member.url);
      await asRoot.leave();
    }
  });
});

function pending(test: Mocha.Context, why: string): void {
  console.warn(why);
  test.skip();
}
