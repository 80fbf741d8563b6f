import { expect } from 'chai';
import { doJobsBeside } from '../../../src/composition/process/jobs-beside.js';
import { until } from '../../support/until.js';
import { csv, ImportClient } from './import-client.js';

describe('An import by the jobs beside the requests', function () {
  this.timeout(60_000);

  it('is seen at once in a list that was kept before', async () => {
    const client = await ImportClient.start();
    const stop = new AbortController();
    const { service, api } = client.library;
    const ended = doJobsBeside(service.config, stop.signal, service);
    try {
      const titles = async () =>
        (await api.get('/v2/books?sort=title')).body.data.map(({ title }: { title: string }) => title);
      await client.library.addBook({ title: 'Emma' });
      expect(await titles()).to.deep.equal(['Emma']);
      const id = await client.sent({ file: csv(['Persuasion,,,']) });
      await until(async () => (await client.get(id))['status'] === 'completed', 40_000);
      await until(async () => (await titles()).length === 2, 2_000);
    } finally {
      stop.abort();
      await ended();
      await client.stop();
    }
  });
});
