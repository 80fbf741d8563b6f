import { expect } from 'chai';
import sql from 'sql-template-tag';
import { PatronService } from '../../../src/application/accounts/patrons/patron-service.js';
import type { Lifecycle } from '../../../src/interface/kernel/declaration/lifecycle.js';
import { toId } from '../../../src/interface/v2/ids.js';
import type { Library, Member } from '../../support/library.js';
import { addCalls, addConsumer } from '../../support/usage/counted.js';
import { listBooksEnds, startEndingLibrary } from '../../support/usage/ending-library.js';

const { id } = listBooksEnds;
const endless = 'v1-get-book';
const { sunset: _, ...withoutSunset } = listBooksEnds;
const lifecycles: Readonly<Record<string, Lifecycle>> = {
  'v1.listBooks': listBooksEnds,
  'v1.getBook': { ...withoutSunset, id: endless },
};

interface Consented {
  readonly data: readonly { clientId: string; kind: string; until: string | null }[];
}

interface Exported {
  readonly sections: { readonly usageConsents: readonly object[] };
}

describe('Consents to a sunset', () => {
  let library: Library;
  let owner: Member;
  let admin: Member;
  let consumer: number;

  before(async () => {
    library = await startEndingLibrary(lifecycles);
    admin = await library.addMember({ role: 'admin' });
  });

  beforeEach(async () => {
    owner = await library.addMember();
    consumer = await addConsumer(library, { name: 'Kiosk', patronId: owner.id });
  });

  after(() => library.stop());

  const agree = (token: string, json: object = {}, lifecycle = id) =>
    library.api.post(`/v2/me/deprecations/${lifecycle}/consents`, {
      token,
      json,
      headers: { 'API-Version': '2.3' },
    });

  const stored = () =>
    library.rows<{ kind: string; by: number; reason: string | null }>(
      sql`select kind, by, reason from lifecycle_consent where consumer_id = ${consumer} order by kind`,
    );

  async function expectRefused(
    answer: ReturnType<typeof agree>,
    status: number,
    code: string,
  ): Promise<void> {
    const { body, ...rest } = await answer;
    expect(rest.status).to.equal(status);
    expect(body).to.include({ code });
    expect(await stored()).to.deep.equal([]);
  }

  it('are given by the owner for all own clients, once, and audited', async () => {
    const program = await addConsumer(library, { patronId: owner.id });
    const audit = await library.auditOf(async () => {
      const { status, body } = await agree(owner.token);
      expect(status).to.equal(201);
      expect((body as Consented).data.map(({ clientId, kind }) => [clientId, kind])).to.have.deep.members([
        [toId('consumer', consumer), 'consent'],
        [toId('consumer', program), 'consent'],
      ]);
    });
    expect(audit.map(({ action, actor, details }) => ({ action, actor, details }))).to.deep.equal(
      [1, 2].map(() => ({ action: 'usage.sunset_consented', actor: owner.id, details: { lifecycleId: id } })),
    );
    expect(await library.auditOf(() => agree(owner.token))).to.deep.equal([]);
    expect(await stored()).to.deep.equal([{ kind: 'consent', by: owner.id, reason: null }]);
  });

  it('are given by an admin in the place of the owner only with a reason', async () => {
    const clientId = toId('consumer', consumer);
    await expectRefused(agree(admin.token, { clientId }), 400, 'usage.consent_needs_reason');
    expect((await agree(admin.token, { clientId, reason: 'Asked on the phone.' })).status).to.equal(201);
    expect(await stored()).to.deep.equal([{ kind: 'consent', by: admin.id, reason: 'Asked on the phone.' }]);
  });

  it('are in the exports of whoever gave them, and of the owner', async () => {
    const clientId = toId('consumer', consumer);
    await agree(admin.token, { clientId, reason: 'Asked on the phone.' });
    const exported = async (token: string) => {
      const { body } = await library.api.get('/v2/me/export', { token, headers: { 'API-Version': '2.3' } });
      return (body as Exported).sections.usageConsents.at(-1);
    };
    const given = { lifecycleId: id, kind: 'consent', until: null, reason: 'Asked on the phone.' };
    expect(await exported(owner.token)).to.include({ ...given, own: false });
    expect(await exported(admin.token)).to.include({ ...given, own: true });
  });

  it('are never given by a key, nor by somebody else', async () => {
    const created = await library.api.post('/v2/api-keys', {
      token: library.librarian.token,
      json: { name: 'Kiosk', scopes: ['usage:write'] },
    });
    const { key } = created.body as { key: string };
    await expectRefused(agree(key), 403, 'usage.consent_by_key');
    const stranger = await library.addMember();
    const clientId = toId('consumer', consumer);
    for (const token of [stranger.token, library.librarian.token])
      await expectRefused(agree(token, { clientId, reason: 'Mine.' }), 404, 'usage.consumer_not_found');
    await expectRefused(agree(stranger.token), 404, 'usage.consumer_not_found');
  });

  it('are refused for an unknown deprecation, and for one without a sunset', async () => {
    await expectRefused(agree(owner.token, {}, 'nothing'), 404, 'usage.deprecation_not_found');
    await expectRefused(agree(owner.token, {}, endless), 409, 'usage.sunset_not_set');
  });

  it('may be put off once, by at most 90 days after the sunset', async () => {
    const extension = (until: string) => agree(owner.token, { kind: 'extension', until });
    await expectRefused(extension('2028-02-29T00:00:01Z'), 400, 'usage.extension_too_long');
    await expectRefused(extension('2026-01-01T00:00:00Z'), 400, 'usage.extension_too_long');
    await expectRefused(agree(owner.token, { kind: 'extension' }), 400, 'request.validation_failed');
    const { status, body } = await extension('2028-02-29T00:00:00Z');
    expect(status).to.equal(201);
    expect((body as Consented).data[0]).to.include({ kind: 'extension', until: '2028-02-29T00:00:00.000Z' });
    const again = await extension('2028-01-01T00:00:00Z');
    expect([again.status, again.body]).to.deep.include.members([409]);
    expect(again.body).to.include({ code: 'usage.extension_taken' });
  });

  it('are not given by whoever says until when, without saying that it is an extension', async () => {
    const until = '2028-02-01T00:00:00Z';
    await expectRefused(agree(owner.token, { until }), 400, 'request.validation_failed');
    await expectRefused(agree(owner.token, { kind: 'consent', until }), 400, 'request.validation_failed');
  });

  it('follow from the list of what the clients of the owner use', async () => {
    const at = library.clock.now();
    await addCalls(library, consumer, at, { calls: 3 });
    await addCalls(library, consumer, at, { outcome: 'rehearsal' });
    await addCalls(library, await addConsumer(library), at, { operationId: 'getBook' });
    await library.rows(sql`
      insert into usage_evidence (consumer_id, operation_id, major, element, at, request_id, user_agent, minor,
                                  minor_source, status)
      values (${consumer}, 'listBooks', 1, '', ${at}, 'a-request', 'Kiosk/1.0', '1.0', 'default', 200)`);
    await agree(owner.token);
    const headers = { 'API-Version': '2.3' };
    const { body } = await library.api.get('/v2/me/deprecations', { token: owner.token, headers });
    const clientId = toId('consumer', consumer);
    const [only, ...others] = (body as { data: readonly { uses: object[]; consents: object[] }[] }).data;
    expect(others).to.deep.equal([]);
    expect(only).to.deep.include({ id, state: 'deprecated', sunset: '2027-12-01', successor: '/v2/books' });
    expect(only?.uses).to.deep.equal([
      {
        clientId,
        kind: 'program',
        apiKeyId: null,
        program: null,
        operationId: 'listBooks',
        major: 'v1',
        deprecatedPart: null,
        calls: 3,
        lastCalledAt: at.toISOString(),
        evidence: [
          {
            at: at.toISOString(),
            requestId: 'a-request',
            userAgent: 'Kiosk/1.0',
            minor: '1.0',
            minorSource: 'default',
            status: 200,
          },
        ],
      },
    ]);
    expect(only?.consents).to.deep.equal([{ clientId, kind: 'consent', until: null, at: at.toISOString() }]);
    const stranger = await library.addMember();
    expect(
      (await library.api.get('/v2/me/deprecations', { token: stranger.token, headers })).body,
    ).to.deep.include({
      data: [],
    });
  });

  it('do not link what was counted with an account that is closed', async () => {
    consumer = await addConsumer(library, { kind: 'account', patronId: owner.id });
    await agree(owner.token, { clientId: toId('consumer', consumer) });
    expect(await stored()).to.have.lengthOf(1);
    await library.service.container.resolve(PatronService).close(owner.id);
    expect(await stored()).to.deep.equal([]);
  });

  it('do not exist in older minors', async () => {
    const answer = await library.api.get('/v2/me/deprecations', { token: owner.token });
    expect(answer.status).to.equal(404);
  });
});
