import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect } from 'chai';
import Koa from 'koa';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { malformedForm } from '../errors/form-refusals.js';
import { readForm } from './read-form.js';

describe('The parser of forms', () => {
  it('does not wait for a client that has disconnected before', async () => {
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
