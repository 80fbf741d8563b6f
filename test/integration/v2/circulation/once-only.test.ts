import { expect } from 'chai';
import { Client } from 'pg';
import sql from 'sql-template-tag';
import { expectInvariants } from '../../../support/invariants.js';
import type { Member } from '../../../support/library.js';
import { until } from '../../../support/until.js';
import { openDesk, type Desk, type DeskCopy } from './desk.js';

interface Wire {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

let keys = 0;
const newKey = () => `key-${++keys}`;

describe('A request to the desk of /v2 with an Idempotency-Key', () => {
  let desk: Desk;
  let patron: Member;
  let copy: DeskCopy;
  before(async () => (desk = await openDesk()));
  after(() => desk.stop());
  beforeEach(async () => ([patron, copy] = [await desk.addMember(), await desk.addCopy()]));
  afterEach(() => expectInvariants(desk.databaseUrl));

  /** The answer as it is on the wire. */
  const send = async (path: string, key: string, json: object, who = patron): Promise<Wire> => {
    const headers = {
      Authorization: `Bearer ${who.token}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': key,
    };
    const answer = await fetch(desk.url + path, { method: 'POST', headers, body: JSON.stringify(json) });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  const borrow = (key: string, { barcode } = copy, who = patron) =>
    send('/v2/loans', key, { copyBarcode: barcode }, who);
  const giveBack = (key: string, { barcode } = copy, who = desk.librarian) =>
    send('/v2/returns', key, { copyBarcode: barcode }, who);
  const codeIn = ({ text }: Wire) => (JSON.parse(text) as { code: string }).code;
  const isReplayed = ({ headers }: Wire) => headers.get('idempotent-replayed') === 'true';

  it('lends once, and repeats the answer byte for byte, whatever happened since', async () => {
    const key = newKey();
    const first = await borrow(key);
    expect([first.status, isReplayed(first)]).to.deep.equal([201, false]);
    const events = await desk.auditOf(async () => {
      const again = await borrow(key);
      expect([again.status, again.text, isReplayed(again)]).to.deep.equal([201, first.text, true]);
      for (const name of ['content-type', 'location', 'api-version']) {
        expect(again.headers.get(name), name).to.equal(first.headers.get(name));
      }
    });
    expect(events).to.deep.equal([]);
    await desk.bringBack(copy);
    expect((await borrow(key)).text).to.equal(first.text);
    expect(await desk.statusOf(copy)).to.equal('available');
  });

  it("returns a copy once: a repeat does not end the copy's next loan", async () => {
    await desk.lend(copy, patron);
    const key = newKey();
    const first = await giveBack(key);
    const { loan, ...outcome } = JSON.parse(first.text) as Record<string, unknown>;
    expect(outcome).to.include({ alreadyReturned: false });
    expect(loan).to.include({ status: 'closed' });
    await desk.lend(copy, patron);
    const again = await giveBack(key);
    expect([again.status, again.text, isReplayed(again)]).to.deep.equal([200, first.text, true]);
    expect(await desk.statusOf(copy)).to.equal('on_loan');
  });

  it('treats a key in quotation marks as the same key without them', async () => {
    const key = newKey();
    const first = await borrow(`"${key}"`);
    const again = await borrow(key);
    expect([again.text, isReplayed(again)]).to.deep.equal([first.text, true]);
  });

  it('is refused with another body, without effect', async () => {
    const key = newKey();
    await borrow(key);
    const other = await desk.addCopy();
    const answer = await borrow(key, other);
    expect([answer.status, codeIn(answer)]).to.deep.equal([422, 'request.idempotency_key_reused']);
    expect(await desk.statusOf(other)).to.equal('available');
  });

  it('is refused while the first one is still running', async () => {
    const key = newKey();
    const other = new Client({ connectionString: desk.databaseUrl });
    await other.connect();
    await other.query('begin');
    await other.query('select id from copy where id = $1 for update', [copy.key]);
    const first = borrow(key);
    await until(async () => {
      const waiting = await desk.rows(sql`
        select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
      return waiting.length > 0;
    });
    const second = await borrow(key);
    expect([second.status, codeIn(second)]).to.deep.equal([409, 'request.idempotency_key_in_use']);
    expect(second.headers.get('retry-after')).to.equal('1');
    await other.query('rollback');
    await other.end();
    const { status, text } = await first;
    expect(status).to.equal(201);
    const third = await borrow(key);
    expect([third.text, isReplayed(third)]).to.deep.equal([text, true]);
  });

  it('lends once when it is sent 20 times at the same moment', async () => {
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 20 }, () => borrow(key)));
    const lent = answers.filter(({ status }) => status === 201);
    expect(lent.filter((answer) => !isReplayed(answer))).to.have.length(1);
    expect(new Set(lent.map(({ text }) => text)).size).to.equal(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect([answer.status, codeIn(answer)]).to.deep.equal([409, 'request.idempotency_key_in_use']);
    }
  });

  it('repeats a refusal as well, which has no effect', async () => {
    const key = newKey();
    const blocks = JSON.stringify([{ reason: 'Noise', until: null }]);
    await desk.rows(sql`update patron set blocks = ${blocks}::jsonb where id = ${patron.id}`);
    let first: Wire | undefined;
    const events = await desk.auditOf(async () => {
      first = await borrow(key);
    });
    expect([first?.status, events]).to.deep.equal([409, []]);
    expect(await desk.statusOf(copy)).to.equal('available');
    await desk.rows(sql`update patron set blocks = '[]' where id = ${patron.id}`);
    const again = await borrow(key);
    expect([again.status, again.text, isReplayed(again)]).to.deep.equal([409, first?.text, true]);
    expect((await borrow(newKey())).status).to.equal(201);
  });

  it('is a different request for another caller, or for another operation', async () => {
    const [key, other] = [newKey(), await desk.addMember()];
    const first = await borrow(key);
    const theirs = await borrow(key, copy, other);
    expect([theirs.status, isReplayed(theirs)]).to.deep.equal([409, false]);
    expect(codeIn(theirs)).to.equal('circulation.copy_on_loan');
    const back = await giveBack(key);
    expect([back.status, isReplayed(back)]).to.deep.equal([200, false]);
    expect((await borrow(key)).text).to.equal(first.text);
  });

  it('is repeated for 24 hours, and then forgotten', async () => {
    const key = newKey();
    const first = await borrow(key);
    desk.clock.advance({ hours: 23 });
    expect(isReplayed(await borrow(key))).to.equal(true);
    desk.clock.advance({ hours: 1, seconds: 1 });
    const later = await borrow(key);
    expect([later.status, isReplayed(later)]).to.deep.equal([200, false]);
    expect((JSON.parse(later.text) as { id: string }).id).to.equal(
      (JSON.parse(first.text) as { id: string }).id,
    );
  });

  it('is not kept without a signed-in caller', async () => {
    const key = newKey();
    const answer = await send('/v2/loans', key, { copyBarcode: copy.barcode }, { id: 0, token: 'none' });
    expect(answer.status).to.equal(401);
    expect((await borrow(key)).status).to.equal(201);
  });

  for (const key of ['', ' ', '""', '"half', '"a";b=1', 'with space', 'x'.repeat(256), 'é']) {
    it(`is refused with the key ${JSON.stringify(key.slice(0, 12))}`, async () => {
      expect((await borrow(key)).status).to.equal(400);
    });
  }
});
