import { expect } from 'chai';
import { ImportService } from '../../../src/application/catalogue/import/import-service.js';
import { startService, type RunningService } from '../../support/service.js';
import { asRows } from './import-desk.js';

describe('Imported books', () => {
  let running: RunningService;
  before(async () => {
    running = await startService();
  });
  after(() => running.stop());

  it('can be found, lent and returned at once, like all other books', async () => {
    const { api, service } = running;
    const none = await api.get('/v1/books/search?q=zauberflote');
    expect(none.body).to.deep.equal([]);
    const row = {
      title: 'Die Zauberflöte',
      contributors: 'Emanuel Schikaneder',
      isbn: '393023483',
      year: '1791.0',
    };
    const wish = { copies: 1, dryRun: false };
    await service.container.resolve(ImportService).import(asRows([row]), wish, () => undefined);

    const [found] = (await api.get('/v1/books/search?q=zauberflote')).body as { id: number }[];
    expect(found).to.include({ title: 'Die Zauberflöte', author: 'Emanuel Schikaneder', year: 1791 });
    expect(found).to.include({ isbn: null, copies: 1, available_copies: 1 });
    expect((await api.get('/v1/books/search?q=zauberfloete+schikanader')).body).to.have.lengthOf(1);

    const token = await api.logIn('patron');
    const lent = await api.post('/v1/loans', { token, json: { book_id: found?.id } });
    expect(lent.status).to.equal(201);
    expect((await api.get(`/v1/books/${found?.id}`)).body).to.include({ available_copies: 0 });
    const returned = await api.post(`/v1/loans/${lent.body.id}/return`, { token });
    expect(returned.status).to.equal(200);
    expect((await api.get(`/v1/books/${found?.id}`)).body).to.include({ available_copies: 1 });
  });
});
