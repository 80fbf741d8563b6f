import { expect } from 'chai';
import sql from 'sql-template-tag';
import { AddressService } from '../../src/application/accounts/credentials/address-service.js';
import { addPerson, rowsOf } from '../support/people.js';
import { startService, type RunningService } from '../support/service.js';

describe('The addresses that older releases stored as they were typed', () => {
  let running: RunningService;
  let service: AddressService;
  before(async () => {
    running = await startService({ content: 'migrated' });
    service = running.service.container.resolve(AddressService);
  });
  after(() => running.stop());

  /** Adds an account whose address an older release stored. Returns the id. */
  async function given(email: string): Promise<number> {
    const { id } = await addPerson(running);
    await rowsOf(running, sql`update patron set email = ${email} where id = ${id}`);
    return id;
  }
  const idsIn = (groups: Awaited<ReturnType<typeof service.review>>['doubles']) =>
    groups.map(({ holders }) => holders.map(({ patronId }) => patronId));

  it('are found where two are one, and rewritten where they are one of a kind', async () => {
    const doubles = [await given('zoë@müller.example'), await given('ZOË@xn--mller-kva.example')];
    const [hidden, plain] = [await given('a\u200bda@example.org'), await given('Ada@Example.org')];
    const alone = await given('ÉVA@EXAMPLE.org'.normalize('NFD'));
    const closed = await given('ÿ@example.org');
    await rowsOf(
      running,
      sql`
      update patron set email = null, password_hash = null, closed_at = now() where id = ${closed}`,
    );

    const before = await service.review();
    expect(idsIn(before.doubles)).to.deep.equal([doubles, [hidden, plain]]);
    expect([idsIn(before.misspelt), before.unusable]).to.deep.equal([[[alone]], []]);

    for (const each of before.misspelt) expect(await service.rewrite(each)).to.equal(true);
    const [row] = await rowsOf(running, sql`select email from patron where id = ${alone}`);
    expect(row).to.deep.equal({ email: 'éva@example.org' });
    const after = await service.review();
    expect([idsIn(after.doubles), after.misspelt]).to.deep.equal([[doubles, [hidden, plain]], []]);
  });
});
