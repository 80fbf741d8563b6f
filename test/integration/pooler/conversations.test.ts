import { expect } from 'chai';
import { replay } from '../../../contract/conversations/replay.js';
import { deriveContracts } from '../../../contract/documents.js';
import { contractsFolder, conversationsOf } from '../../../contract/frozen/folder.js';
import { inTurns } from '../../../contract/frozen/in-turns.js';
import { reachBy } from '../../../contract/library/library.js';
import { startPooler, type Pooler } from '../../support/pgbouncer.js';
import { freshDatabase } from '../../support/postgres.js';

/** They differ from the others only in what PostgreSQL never sees: methods, headers, codings. */
const isOfHttp = (id: string) => id.endsWith('-varied');

describe('The frozen conversations through a pooler in transaction mode', function () {
  this.timeout(600_000);
  let pooler: Pooler;
  before(async function () {
    const started = await startPooler(await freshDatabase('empty'));
    if (!started) this.skip();
    pooler = started;
    reachBy((url) => ({ databaseUrl: pooler.through(url), databaseDirectUrl: url }));
  });
  after(async () => {
    reachBy((url) => ({ databaseUrl: url }));
    await pooler?.stop();
  });

  it('have the same answers as without it', async () => {
    const majors = await deriveContracts();
    const conversations = majors.flatMap(({ name, mounted }) =>
      conversationsOf(contractsFolder, name).filter(
        ({ id, minor }) => minor === mounted.version.baseline && !isOfHttp(id),
      ),
    );
    expect(conversations).to.have.length.above(20);
    expect((await inTurns(conversations, (conversation) => replay(conversation))).flat()).to.eql([]);
  });
});
