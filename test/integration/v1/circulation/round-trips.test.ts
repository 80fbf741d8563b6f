import { expect } from 'chai';
import { freshDatabase } from '../../../support/postgres.js';
import { RecordingProxy } from '../../../support/recording-proxy.js';
import { openDesk, type Desk } from './desk.js';

describe('The transactions of loans', () => {
  let proxy: RecordingProxy;
  let desk: Desk;
  let book: number;

  before(async () => {
    proxy = await RecordingProxy.to(await freshDatabase('seeded'));
    desk = await openDesk({ config: { databaseUrl: proxy.url } });
    book = await desk.addBook({}, 3);
    // From the second time on, the statements are prepared.
    for (const _ of [1, 2]) {
      const { id } = await desk.lend(book);
      await desk.bringBack(id);
    }
  });
  after(async () => {
    await desk.stop();
    await proxy.close();
  });

  it('need two round trips to PostgreSQL for a loan', async () => {
    proxy.clear();
    await desk.lend(book);
    expect(proxy.roundTripsWith('commit')).to.deep.equal([2]);
  });

  it('need three round trips to PostgreSQL for a return', async () => {
    const { id } = await desk.lend(book);
    proxy.clear();
    await desk.bringBack(id);
    expect(proxy.roundTripsWith('commit')).to.deep.equal([3]);
  });
});
