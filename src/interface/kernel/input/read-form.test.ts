import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect } from 'chai';
import Koa from 'koa';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { malformedForm } from '../errors/form-refusals.js';
import { readForm } from './read-form.js';

describe('The reader of forms', () => {
  it('waits for nothing of a client that has gone before', async () => {
    const req = new IncomingMessage(new Socket());
    req.headers = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': '1000' };
    const ctx = new Koa().createContext(req, new ServerResponse(req));
    req.destroy();
    const error: unknown = await readForm(
      ctx,
      { cover: { maxFiles: 1, maxFileSize: 1_000 } },
      '/dev/null',
    ).catch((refusal: unknown) => refusal);
    expect(error).to.be.instanceOf(Refusal).and.include({ code: malformedForm.code });
  });
});
