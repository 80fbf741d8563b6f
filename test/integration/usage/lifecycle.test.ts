import { expect } from 'chai';
import sql from 'sql-template-tag';
import { HeldSunsets } from '../../../src/application/usage/lifecycle/held-sunsets.js';
import { OperatorDecisions } from '../../../src/application/usage/lifecycle/operator-decisions.js';
import { ProofService } from '../../../src/application/usage/lifecycle/proof-service.js';
import { ReadStates } from '../../../src/infrastructure/usage/lifecycle/read-states.js';
import { runJob } from '../../support/jobs.js';
import type { Library, Member } from '../../support/library.js';
import { addCalls, addConsumer, countDaysBefore } from '../../support/usage/counted.js';
import { listBooksEnds, startEndingLibrary } from '../../support/usage/ending-library.js';

const { id } = listBooksEnds;
const sunset = new Date('2027-12-01T00:00:00Z');
const window = new Date('2027-10-05T14:00:00Z');
const daysBefore = (moment: Date, days: number) => new Date(moment.getTime() - days * 86_400_000);

describe('The end of an operation', function () {
  this.timeout(20_000);
  let library: Library;
  let owner: Member;
  let consumer: number;

  beforeEach(async () => {
    library = await startEndingLibrary();
    owner = await library.addMember();
    consumer = await addConsumer(library, { name: 'Kiosk', patronId: owner.id });
  });

  afterEach(() => library.stop());

  const decide = () => runJob(library.service, 'usage.decide_lifecycles');
  const read = () => library.service.container.resolve(ReadStates).read();
  const statusNow = async () => (await library.api.get('/v1/books')).status;
  const service = <T>(token: abstract new (...given: never[]) => T): T =>
    library.service.container.resolve(token as never);

  /** Moves the clock, and lets worker and instance do their work. */
  async function moveTo(moment: Date): Promise<void> {
    library.clock.advance({ seconds: (moment.getTime() - library.clock.now().getTime()) / 1_000 });
    await decide();
    await read();
  }

  async function stateOf(lifecycle = id): Promise<string | undefined> {
    const rows = await library.rows<{ state: string }>(
      sql`select state from lifecycle_state where lifecycle_id = ${lifecycle}`,
    );
    return rows[0]?.state;
  }

  it('is held on the day of its sunset while a client of others calls, and ends with its consent', async () => {
    await countDaysBefore(library, sunset);
    await addCalls(library, consumer, daysBefore(sunset, 2), { calls: 4 });
    await moveTo(sunset);
    expect(await stateOf()).to.equal('held');
    const answer = await library.api.get('/v1/books');
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('deprecation')).to.equal('@1796083200');
    expect(answer.headers.get('sunset')).to.equal('Wed, 01 Dec 2027 00:00:00 GMT');
    const [held] = await service(HeldSunsets).list();
    expect(held?.lifecycle.id).to.equal(id);
    expect(held?.obstacles).to.deep.equal([
      { kind: 'caller', consumerId: consumer, name: 'Kiosk', calls: 4, lastAt: daysBefore(sunset, 2) },
    ]);
    const consent = await library.api.post(`/v2/me/deprecations/${id}/consents`, {
      token: owner.token,
      json: {},
      headers: { 'API-Version': '2.3' },
    });
    expect(consent.status).to.equal(201);
    expect(await statusNow(), 'until the next decision').to.equal(200);
    await decide();
    expect(await statusNow(), 'until the instance has read it').to.equal(200);
    await read();
    const gone = await library.api.get('/v1/books');
    expect(gone.status).to.equal(410);
    expect(gone.body).to.include({ code: 'request.gone' });
    expect(gone.headers.get('sunset')).to.equal('Wed, 01 Dec 2027 00:00:00 GMT');
  });

  it('is held without usage data, and while nothing is decided, however long ago its sunset is', async () => {
    await moveTo(new Date('2029-01-01T00:00:00Z'));
    expect(await stateOf()).to.equal('held');
    expect(await statusNow()).to.equal(200);
    const [held] = await service(HeldSunsets).list();
    expect(held?.obstacles).to.deep.equal([{ kind: 'no_usage_data' }]);
  });

  it('is gone when nobody of others is left, with a record, and stays gone whatever is counted later', async () => {
    await countDaysBefore(library, sunset);
    const own = await addConsumer(library, { class: 'internal' });
    await addCalls(library, own, daysBefore(sunset, 1));
    await addCalls(library, consumer, daysBefore(sunset, 31));
    await moveTo(sunset);
    expect(await statusNow()).to.equal(410);
    const [proof] = await library.rows<{ id: number }>(sql`select id from lifecycle_proof`);
    expect(await service(ProofService).verify(proof?.id ?? 0)).to.deep.equal([]);
    await addCalls(library, consumer, sunset);
    await moveTo(new Date('2027-12-02T00:00:00Z'));
    expect(await stateOf()).to.equal('gone');
  });

  it('is not held by calls that came first after the day of the sunset, nor by 410 and rehearsals', async () => {
    const later = new Date('2027-12-10T00:00:00Z');
    await countDaysBefore(library, later);
    await addCalls(library, consumer, new Date('2027-12-02T10:00:00Z'));
    const known = await addConsumer(library);
    await addCalls(library, known, daysBefore(sunset, 100));
    for (const outcome of ['gone', 'rehearsal'])
      await addCalls(library, known, daysBefore(sunset, 1), { outcome });
    await moveTo(later);
    expect(await stateOf()).to.equal('gone');
  });

  it('is held as long as it takes by a client that was told before, although counts are removed after 25 months', async () => {
    const later = new Date('2030-06-01T00:00:00Z');
    await countDaysBefore(library, later);
    await addCalls(library, consumer, daysBefore(later, 2));
    await library.rows(sql`
      insert into lifecycle_mail (consumer_id, lifecycle_id, stage, state, made_at)
      values (${consumer}, ${id}, 'announce', 'untold', '2027-01-01')`);
    await moveTo(later);
    expect(await stateOf()).to.equal('held');
  });

  it('is held until an operator has confirmed the calls without a token, which is audited', async () => {
    await countDaysBefore(library, sunset);
    const nobody = await addConsumer(library, { kind: 'anonymous' });
    await addCalls(library, nobody, daysBefore(sunset, 3), { calls: 12 });
    await moveTo(sunset);
    expect(await statusNow()).to.equal(200);
    const operators = service(OperatorDecisions);
    const confirm = (calls: number, reason: string) => operators.confirmAnonymous(id, calls, reason);
    await expectError(confirm(11, 'Crawlers.'), 'There are more calls without a token');
    await expectError(confirm(12, ' '), 'needs a reason');
    const audit = await library.auditOf(() => confirm(12, 'All of them are crawlers.'));
    expect(audit[0]).to.deep.include({
      action: 'usage.anonymous_use_confirmed',
      details: { lifecycleId: id, calls: 12, reason: 'All of them are crawlers.' },
    });
    await moveTo(new Date(sunset.getTime() + 300_000));
    expect(await statusNow()).to.equal(410);
  });

  it('can be held by an operator at any time, also after it is gone', async () => {
    await countDaysBefore(library, sunset);
    await moveTo(sunset);
    expect(await statusNow()).to.equal(410);
    await service(OperatorDecisions).turnOn(id, 'hold', 'The kiosk in the hall still needs it.');
    await moveTo(new Date(sunset.getTime() + 300_000));
    expect(await statusNow()).to.equal(200);
    await service(OperatorDecisions).turnOff(id, 'hold', 'The kiosk was replaced.');
    await moveTo(new Date(sunset.getTime() + 600_000));
    expect(await statusNow()).to.equal(410);
  });

  it('is switched off in a brownout, if everybody was told 30 days before', async () => {
    await countDaysBefore(library, window);
    await addCalls(library, consumer, daysBefore(window, 2));
    await moveTo(window);
    expect(await stateOf(), 'not told').to.equal('deprecated');
    expect(await statusNow()).to.equal(200);
    await library.rows(sql`
      insert into lifecycle_announcement (lifecycle_id, consumer_id, delivered_at)
      values (${id}, ${consumer}, ${daysBefore(window, 30)})`);
    await moveTo(new Date(window.getTime() + 300_000));
    const off = await library.api.get('/v1/books');
    expect(off.status).to.equal(410);
    expect(off.headers.get('cache-control')).to.equal('no-store');
    expect(off.headers.get('retry-after')).to.equal('600');
    expect(off.body).to.deep.include({
      code: 'request.brownout',
      parameters: {
        until: '2027-10-05T14:15:00Z',
        sunset: '2027-12-01',
        successor: '/v2/books',
        guide: '/docs/guides/v1-change-user-role',
      },
    });
    library.clock.advance({ seconds: 600 });
    expect(await statusNow(), 'at its end, without a decision').to.equal(200);
  });

  it('has no brownouts while an operator stops them, and none is announced then', async () => {
    await countDaysBefore(library, window);
    await service(OperatorDecisions).turnOn('*', 'no_brownouts', 'The network is being repaired.');
    await moveTo(window);
    expect(await statusNow()).to.equal(200);
    const { body } = await library.api.get('/versions');
    expect(JSON.stringify(body)).to.include('"brownouts":[]').and.not.include('2027-10-05');
  });

  it('is simulated for a later day: who would break, or a record that nobody is left', async () => {
    const now = library.clock.now();
    await countDaysBefore(library, now);
    await addCalls(library, consumer, daysBefore(now, 1), { calls: 2 });
    const proofs = service(ProofService);
    const simulation = await proofs.simulate(id, sunset);
    expect(simulation.proof).to.equal(undefined);
    expect(simulation.obstacles.map((each) => each.kind)).to.deep.equal(['caller']);
    await library.api.post(`/v2/me/deprecations/${id}/consents`, {
      token: owner.token,
      json: { kind: 'extension', until: '2028-01-15T00:00:00Z' },
      headers: { 'API-Version': '2.3' },
    });
    expect((await proofs.simulate(id, sunset)).obstacles.map((each) => each.kind)).to.deep.equal([
      'extension',
    ]);
    const { proof } = await proofs.simulate(id, new Date('2028-01-15T00:00:00Z'));
    expect(proof && (await proofs.verify(proof.id, proof))).to.deep.equal([]);
    const forged = { content: proof?.content.replace('Kiosk', 'Other') ?? '', hash: proof?.hash ?? '' };
    expect(await proofs.verify(proof?.id ?? 0, forged)).to.deep.equal([
      'The record differs from what was stored.',
    ]);
    await expectError(proofs.simulate(id, new Date('2027-11-30T00:00:00Z')), 'not gone before 2027-12-01');
    await expectError(proofs.simulate('nothing', sunset), 'no end of life with the id nothing');
  });
});

async function expectError(job: Promise<unknown>, message: string): Promise<void> {
  const error: unknown = await job.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).to.be.an('error').with.property('message').that.includes(message);
}
