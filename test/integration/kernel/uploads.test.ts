import { stat } from 'node:fs/promises';
import { expect } from 'chai';
import { lengthRequired, malformedForm } from '../../../src/interface/kernel/errors/form-refusals.js';
import {
  tooLarge,
  unsupportedMediaType,
  validationFailed,
} from '../../../src/interface/kernel/errors/refusals.js';
import { coverBytes } from '../../support/fixture-api/covers.js';
import {
  boundary,
  coverPart,
  expectRefusal,
  form,
  formType,
  png,
  raw,
  saidBy,
  titlePart,
  UploadApi,
  whole,
  type Said,
} from '../../support/forms.js';

const good = { title: 'Emma', name: 'emma.png', mediaType: 'image/png', size: 5, pages: 0, content: 'PPPPP' };

describe('A multipart form', () => {
  const api = new UploadApi();

  before(() => api.start());
  after(() => api.stop());
  afterEach('leaves nothing behind', async () => {
    await api.isEmpty();
    expect(api.failures).to.deep.equal([]);
    for (const file of api.seen) expect(await stat(file).catch(() => 'gone'), file).to.equal('gone');
  });

  const faultsOf = ({ status, body }: Said): Record<string, string[]> => {
    expect(status, JSON.stringify(body)).to.equal(400);
    expect(body['code']).to.equal(validationFailed.code);
    return body['errors'] as Record<string, string[]>;
  };

  it('gives its handler the validated fields, and the files on disk', async () => {
    expect(await api.send(form())).to.deep.equal({ status: 201, body: good });
    expect(api.seen.at(-1)).to.match(/shelflife-upload-\w+\/\w+$/);
  });

  it('may have several files in a field', async () => {
    const answer = await api.send(form({ pages: [png(1_000), png(1), png(2)], note: 'First edition' }));
    expect(answer).to.deep.equal({ status: 201, body: { ...good, pages: 3 } });
  });

  it('may have a file of exactly the allowed size', async () => {
    expect((await api.send(form({ cover: png(coverBytes) }))).body['size']).to.equal(coverBytes);
  });

  it('may have parts with optional headers', async () => {
    const title = `${titlePart.head}\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit`;
    const cover = `${coverPart.head}; quality=1\r\nContent-Transfer-Encoding: binary`;
    const answer = await api.sendRaw(
      raw([
        { head: title, body: 'Emma' },
        { head: cover, body: 'PPPPP' },
      ]),
    );
    expect(answer).to.deep.equal({ status: 201, body: good });
  });

  for (const [what, changes] of Object.entries({
    'a file is': { cover: png(coverBytes + 200_000) },
    'a file, which its length does not show, is': { cover: png(coverBytes + 90_000) },
    'a file is one byte': { cover: png(coverBytes + 1) },
    'a file is, of one field,': { pages: png(1_001) },
    'its fields are': { title: 'x'.repeat(102_401) },
    'the name of a field is': { ['x'.repeat(102_401)]: '' },
  })) {
    it(`is refused with 413 when ${what} too large`, async () => {
      expectRefusal(await api.send(form(changes)), 413, tooLarge);
    });
  }

  it('is refused with 413 when it has too many files', async () => {
    const answer = await api.send(form({ pages: [png(1), png(1), png(1), png(1)] }));
    expectRefusal(answer, 413, tooLarge);
    expect(answer.body['message']).to.equal('The form is too large: pages takes at most 3 files.');
  });

  it('is refused with 411 without a length', async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from(whole));
        controller.close();
      },
    });
    const headers = { 'Content-Type': formType };
    const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit;
    const answer = await fetch(`${api.url}/v1/covers`, init);
    expectRefusal(await saidBy(answer), 411, lengthRequired);
  });

  for (const [what, body] of Object.entries({
    'ends before its last boundary': whole.slice(0, -10),
    'has another boundary than declared': whole.replaceAll(boundary, 'y-boundary-y'),
    'is not a form': '{"title":"Emma"}',
    'has a part without a name': raw([{ head: 'Content-Disposition: form-data', body: '' }]),
    'has a broken header': raw([{ head: 'Content Disposition', body: '' }]),
    'has a field that is not UTF-8': whole.replace('Emma', '\u00ff'),
    'has a file without a type': raw([{ head: coverPart.head.split('\r\n')[0] ?? '', body: 'PPPPP' }]),
    'has a part with an unknown transfer coding': raw([
      { head: `${coverPart.head}\r\nContent-Transfer-Encoding: x-strange`, body: 'PPPPP' },
    ]),
  })) {
    it(`is refused with 400 when it ${what}`, async () => {
      expectRefusal(await api.sendRaw(Buffer.from(body, 'latin1')), 400, malformedForm);
    });
  }

  for (const type of [
    `${formType}; charset=utf-8`,
    `${formType};`,
    `Multipart/Form-Data; charset="UTF-8"; boundary="${boundary}"`,
  ]) {
    it(`may be declared with other parameters: ${type}`, async () => {
      expect(await api.sendRaw(whole, type)).to.deep.equal({ status: 201, body: good });
    });
  }

  it('is refused with 400 without a boundary', async () => {
    expectRefusal(await api.sendRaw(whole, 'multipart/form-data'), 400, malformedForm);
  });

  for (const other of ['a-json-boundary', 'octet-stream', 'x-urlencoded-x']) {
    it(`is refused with 400 with the boundary ${other}, which formidable would parse as another content type`, async () => {
      const answer = await api.sendRaw(
        whole.replaceAll(boundary, other),
        `multipart/form-data; boundary=${other}`,
      );
      expectRefusal(answer, 400, malformedForm);
      expect(answer.body['message']).to.include('boundary');
    });
  }

  for (const type of ['application/json', 'application/x-www-form-urlencoded', 'multipart/related', '']) {
    it(`is refused with 415 with the content type "${type}"`, async () => {
      const answer = await api.sendRaw('{"title":"Emma"}', type);
      expectRefusal(answer, 415, unsupportedMediaType);
      expect(answer.body['message']).to.include('multipart/form-data');
    });
  }

  it('is refused with 415 where no form is accepted', async () => {
    const answer = await fetch(`${api.url}/v1/tools`, { method: 'POST', body: form() });
    expectRefusal(await saidBy(answer), 415, unsupportedMediaType);
  });

  it('is refused with all faults of its fields and files at once', async () => {
    const changes = { title: undefined, cover: png(5, 'emma.gif', 'image/gif'), pages: png(0) };
    expect(faultsOf(await api.send(form(changes)))).to.deep.equal({
      title: ['title is required'],
      cover: ['cover must be of one of these media types: image/png, image/jpeg'],
      pages: ['pages must not be empty'],
    });
  });

  for (const [what, cover] of Object.entries({ 'not there': undefined, 'a text': 'PPPPP' })) {
    it(`is refused with the name of the missing file when it is ${what}`, async () => {
      const faults = faultsOf(await api.send(form({ cover })));
      expect(faults).to.deep.equal({ cover: ['cover is required as a file'] });
    });
  }

  it('treats an empty file input of a browser as a missing file', async () => {
    const faults = faultsOf(await api.send(form({ cover: png(0, '', 'application/octet-stream') })));
    expect(faults).to.deep.equal({ cover: ['cover is required as a file'] });
  });

  it('is treated as empty when it is missing', async () => {
    const answer = await fetch(`${api.url}/v1/covers`, { method: 'POST' });
    const faults = faultsOf(await saidBy(answer));
    expect(Object.keys(faults)).to.deep.equal(['title', 'cover']);
  });

  for (const name of ['author', '__proto__', 'constructor', '']) {
    it(`is refused with the unknown field or file "${name}"`, async () => {
      const head = `Content-Disposition: form-data; name="${name}"`;
      const file = `${head}; filename="x.png"\r\nContent-Type: image/png`;
      for (const part of [
        { head, body: 'x' },
        { head: file, body: 'x' },
      ]) {
        const faults = faultsOf(await api.sendRaw(raw([titlePart, coverPart, part])));
        expect(Object.entries(faults)).to.deep.equal([[name, [`${name} is not known here`]]]);
      }
    });
  }

  it('is refused in the shape of its version', async () => {
    const answer = await fetch(`${api.url}/v2/covers`, { method: 'POST', body: form({ cover: undefined }) });
    expect(answer.headers.get('content-type')).to.equal('application/problem+json');
    expect(await answer.json()).to.deep.equal({ status: 400, code: validationFailed.code });
  });
});
