import { expect } from 'chai';
import sql, { raw } from 'sql-template-tag';
import { OperatorTokens, type Tokens } from '../../../src/application/accounts/tokens.js';
import { startLibrary, type Library } from '../../support/library.js';
import { addPerson, addSession, type Person } from '../../support/people.js';
import { addCalls, addConsumer } from '../../support/usage/counted.js';

/** The one end of life that v1 declares. */
const ending = 'v1-change-user-role';
const reason = 'An incident at the branch.';

interface Shown {
  readonly id: string;
  readonly withoutBrownouts: boolean;
  readonly switches: readonly { kind: string; forAll: boolean; reason: string }[];
  readonly callers: readonly { name: string; consented: boolean; extendedUntil: string | null }[];
  readonly anonymousCalls: number;
  readonly confirmedAnonymousCalls: number;
}

describe('What operators change', () => {
  let library: Library;
  let admin: Person;
  let token: string;
  let kiosk: number;

  before(async () => {
    library = await startLibrary();
    admin = await addPerson(library, 'admin');
    const session = await addSession(library, admin.id);
    const tokens = library.service.container.resolve<Tokens>(OperatorTokens);
    token = tokens.issue({ patronId: admin.id, role: 'admin', generation: 1, session }, 900).token;
    kiosk = await addConsumer(library, { name: 'Kiosk' });
    const net = await addConsumer(library, { kind: 'anonymous', name: 'net' });
    const now = library.clock.now();
    await addCalls(library, kiosk, now, { operationId: 'changeUserRole', calls: 3 });
    await addCalls(library, net, now, { operationId: 'changeUserRole', calls: 12 });
  });
  after(() => library.stop());

  beforeEach(async () => {
    for (const table of ['switch', 'anonymous', 'consent', 'mail'])
      await library.rows(sql`delete from ${raw(`lifecycle_${table}`)}`);
  });

  const send = (method: 'PUT' | 'POST' | 'PATCH', path: string, json: object) =>
    library.api.send(method, `/ops/v1${path}`, { token, json });
  const end = async (answer: ReturnType<typeof send>) => (await answer).body as Shown;

  describe('over the API', () => {
    it('are the brownouts of one deprecation, with an audit event that has the reason', async () => {
      const change = (on: boolean) => send('PUT', `/deprecations/${ending}/brownouts`, { on, reason });
      const events = await library.auditOf(async () => {
        const off = await end(change(false));
        expect(off).to.deep.include({ id: ending, withoutBrownouts: true });
        expect(off.switches[0]).to.include({ kind: 'no_brownouts', forAll: false, reason });
        expect((await end(change(false))).switches).to.have.lengthOf(1);
        expect((await end(change(true))).switches).to.deep.equal([]);
      });
      expect(events.map(({ action, actor }) => [action, actor])).to.deep.equal([
        ['usage.lifecycle_switched_on', admin.id],
        ['usage.lifecycle_switched_off', admin.id],
      ]);
      expect(events[0]?.details).to.deep.equal({ lifecycleId: ending, kind: 'no_brownouts', reason });
      expect(events[0]?.request).to.be.a('string');
    });

    it('are the brownouts of all', async () => {
      const answer = await send('PUT', '/brownouts', { on: false, reason });
      const { data } = answer.body as { data: { switchedOff: boolean }[] };
      expect(data.length > 0 && data.every(({ switchedOff }) => switchedOff)).to.equal(true);
      await send('PUT', '/brownouts', { on: true, reason });
      expect(await library.rows(sql`select * from lifecycle_switch`)).to.deep.equal([]);
    });

    it('are holds of a sunset, and their release', async () => {
      const held = await end(send('PUT', `/deprecations/${ending}/hold`, { on: true, reason }));
      expect(held.switches.map(({ kind }) => kind)).to.deep.equal(['hold']);
      const released = await end(send('PUT', `/deprecations/${ending}/hold`, { on: false, reason }));
      expect(released.switches).to.deep.equal([]);
    });

    it('is the number of confirmed calls without a token, and no smaller one than there are', async () => {
      const confirm = (calls: number) =>
        send('POST', `/deprecations/${ending}/anonymous-use`, { calls, reason });
      expect((await confirm(11)).body).to.include({ status: 409, code: 'usage.anonymous_use_grew' });
      expect(await end(confirm(12))).to.include({ anonymousCalls: 12, confirmedAnonymousCalls: 12 });
    });

    it('are consents and extensions for the client of somebody', async () => {
      const agree = (more: object) =>
        send('POST', `/deprecations/${ending}/consents`, { consumer: kiosk, reason, ...more });
      const until = '2028-12-24T00:00:00.000Z';
      const events = await library.auditOf(async () => {
        const put = await end(agree({ kind: 'extension', until }));
        expect(put.callers[0]).to.include({ name: 'Kiosk', extendedUntil: until, consented: false });
        expect((await end(agree({}))).callers[0]).to.include({ consented: true });
      });
      expect(events.map(({ details }) => details['reason'])).to.deep.equal([reason, reason]);
      expect((await agree({ until })).body).to.include({ code: 'request.validation_failed' });
      expect((await agree({ consumer: 99_999 })).body).to.include({ code: 'usage.consumer_not_found' });
      expect((await agree({ kind: 'extension', until: '2029-12-24T00:00:00Z' })).body).to.include({
        code: 'usage.extension_too_long',
      });
    });

    it('are the class of a client and the muting of its mails', async () => {
      const change = (json: object, id = kiosk) => send('PATCH', `/consumers/${id}`, { ...json, reason });
      const mutedUntil = '2099-01-01T00:00:00.000Z';
      const events = await library.auditOf(async () => {
        expect((await change({ class: 'internal', mutedUntil })).body).to.include({
          class: 'internal',
          mutedUntil,
          calls: 3,
        });
        expect((await change({ class: 'external', mutedUntil: null })).body).to.include({ mutedUntil: null });
      });
      expect(events.map(({ action, subject }) => [action, subject])).to.deep.equal([
        ['usage.client_changed', `consumer ${kiosk}`],
        ['usage.client_changed', `consumer ${kiosk}`],
      ]);
      expect((await change({ mutedUntil: '2020-01-01T00:00:00Z' })).body).to.include({
        status: 400,
        code: 'usage.muting_past',
      });
      expect((await change({ class: 'probe' }, 99_999)).body).to.include({ status: 404 });
    });

    it('is nothing of callers without a token', async () => {
      const [net] = await library.rows<{ id: number }>(sql`select id from consumer where name = 'net'`);
      const changed = await send('PATCH', `/consumers/${net?.id}`, { class: 'internal', reason });
      expect(changed.body).to.include({ code: 'usage.consumer_not_found' });
    });

    it('shows what a client calls', async () => {
      const { body } = await library.api.get(`/ops/v1/consumers/${kiosk}`, { token });
      expect((body as { operations: object[] }).operations).to.deep.equal([
        {
          version: 'v1',
          operationId: 'changeUserRole',
          calls: 3,
          refused: 0,
          lastAt: library.clock.now().toISOString(),
        },
      ]);
    });

    it('is refused for an unknown deprecation, without a reason, and without the token of an operator', async () => {
      const json = { on: true, reason };
      for (const unknown of ['nothing', '*'])
        expect((await send('PUT', `/deprecations/${unknown}/hold`, json)).body).to.include({
          status: 404,
          code: 'usage.deprecation_not_found',
        });
      const silent = await send('PUT', `/deprecations/${ending}/hold`, { on: true });
      expect(silent.body).to.include({ code: 'request.validation_failed' });
      const path = `/ops/v1/deprecations/${ending}/hold`;
      expect((await library.api.put(path, { token: admin.token, json })).status).to.equal(401);
      expect((await library.api.put(path, { json })).status).to.equal(401);
      expect(await library.rows(sql`select * from lifecycle_switch`)).to.deep.equal([]);
    });
  });

  describe('of the mails to owners', () => {
    beforeEach(async () => {
      const now = library.clock.now();
      await library.rows(sql`
        insert into lifecycle_mail (consumer_id, lifecycle_id, stage, period, address, state, made_at, settled_at) values
          (${kiosk}, ${ending}, 'announce', '', 'hall@example.org', 'delivered', ${now}, ${now}),
          (${kiosk}, ${ending}, 'monthly', '2027-01', null, 'untold', ${now}, ${now})`);
    });

    const listed = async (query: string) => {
      const { body } = await library.api.get(`/ops/v1/client-mails?${query}`, { token });
      return body as { data: { stage: string; client: string }[]; nextCursor: string | null };
    };
    const stages = async (query: string) => (await listed(query)).data.map(({ stage }) => stage);

    it('is nothing, but they are listed, the newest first', async () => {
      expect(await stages('')).to.deep.equal(['monthly', 'announce']);
      const first = await listed('limit=1');
      expect(await stages(`limit=1&cursor=${first.nextCursor}`)).to.deep.equal(['announce']);
      expect((await listed('')).data[0]).to.include({
        client: 'Kiosk',
        deprecation: ending,
        state: 'untold',
      });
    });

    it('are found by state, client and deprecation', async () => {
      expect(await stages('state=untold')).to.deep.equal(['monthly']);
      expect(await stages(`consumer=${kiosk}&deprecation=${ending}`)).to.have.lengthOf(2);
      expect(await stages(`consumer=${kiosk + 1}`)).to.deep.equal([]);
      expect(await stages('deprecation=other')).to.deep.equal([]);
      const strange = await library.api.get('/ops/v1/client-mails?deprecation=%00', { token });
      expect(strange.body).to.include({ code: 'request.validation_failed' });
    });
  });
});
