import { expect } from 'chai';
import { Client } from 'pg';
import { toId } from '../../src/interface/v2/ids.js';
import { TcpProxy } from '../support/faults/tcp-proxy.js';
import { freshDatabase } from '../support/postgres.js';
import { addPerson } from '../support/people.js';
import { startService, type RunningService } from '../support/service.js';
import { watchStalls } from '../support/stalls.js';

describe('A loan that is committed while the answer of PostgreSQL is lost', function () {
  this.timeout(20_000);
  let way: TcpProxy;
  let running: RunningService;
  let database: Client;
  before(async () => {
    // If the one connection had been lost or reused, no further request would succeed.
    const databaseUrl = await freshDatabase('seeded');
    database = new Client({ connectionString: databaseUrl });
    await database.connect();
    way = await (await TcpProxy.to(databaseUrl)).open();
    running = await startService({ config: { databaseUrl: way.url, databasePoolMax: 1 } });
  });
  after(async () => {
    await running.stop();
    await database.end();
    await way.close();
  });

  it('is answered with 503 within 3 s, and a repeat with the same key reports that it was made, once', async () => {
    const { token } = await addPerson(running, 'librarian');
    const reader = await addPerson(running);
    const { rows } = await database.query<{ barcode: string }>(
      `select barcode from copy where status = 'available' limit 1`,
    );
    const json = { copyBarcode: rows[0]?.barcode, patronId: toId('patron', reader.id) };
    const lend = () =>
      running.api.post('/v2/loans', { token, json, headers: { 'Idempotency-Key': 'lost-answer' } });

    way.loseAnswersFrom('commit');
    const longestStall = watchStalls();
    const begun = performance.now();
    const lost = await lend();
    expect([lost.status, lost.headers.get('Retry-After')]).to.deep.equal([503, '1']);
    expect(performance.now() - begun, 'ms').to.be.below(3_250 + longestStall());
    way.clear();

    const again = await lend();
    expect([again.status, again.headers.get('Idempotent-Replayed')]).to.deep.equal([201, 'true']);
    const loans = await database.query(`select from loan where patron_id = $1`, [reader.id]);
    expect(loans.rowCount).to.equal(1);
  });
});
