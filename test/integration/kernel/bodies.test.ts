import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { credentialsWrong } from '../../../src/domain/accounts/refusals.js';
import {
  malformedJson,
  tooLarge,
  unsupportedMediaType,
  validationFailed,
} from '../../../src/interface/kernel/errors/refusals.js';
import { addPerson, type Person } from '../../support/people.js';
import { refusal, said, type Said } from '../../support/said.js';
import { startService, type RunningService } from '../../support/service.js';

const unlimited = { limitLogin: { points: 100_000, seconds: 60 } };
const json = { 'Content-Type': 'application/json' };
const wrong = refusal(401, credentialsWrong);
const malformed = refusal(400, malformedJson);
const notAnObject = refusal(400, validationFailed, { body: ['body must be a JSON object'] });
const good = JSON.stringify({ email: 'nobody@people.example', password: 'whatever' });

describe('The body of a request', () => {
  let running: RunningService;
  let person: Person;
  before(async () => {
    running = await startService({ content: 'migrated', config: unlimited });
    person = await addPerson(running);
  });
  after(() => running.stop());

  /** The login shows how a body was read: a readable one is answered with 401. */
  const send = (raw: string, headers: Record<string, string> = json) =>
    running.api.post('/v1/users/login', { raw, headers });
  const sendBytes = async (
    bytes: Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = json,
  ): Promise<Said> => {
    const answer = await fetch(`${running.url}/v1/users/login`, { method: 'POST', body: bytes, headers });
    return { status: answer.status, body: await answer.json() };
  };

  for (const type of [
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON',
    'application/json;charset=UTF-8',
    'application/json; Charset="utf-8"',
    'application/json ;charset=utf-8',
    'application/json; charset=iso-8859-1',
    'application/json;',
    'application/json; ; charset',
    'application/json; profile="a;b,c"; v=1',
  ]) {
    it(`is read as JSON with the content type ${type}`, async () => {
      expect(said(await send(good, { 'Content-Type': type }))).to.deep.equal(wrong);
    });
  }

  it('is read as JSON without a content type', async () => {
    expect(await sendBytes(Buffer.from(good), {})).to.deep.equal(wrong);
  });

  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/json',
    'nonsense',
  ]) {
    it(`is refused with 415 for the content type ${type}`, async () => {
      const answer = await send(good, { 'Content-Type': type });
      expect(said(answer)).to.deep.equal(refusal(415, unsupportedMediaType));
    });
  }

  for (const coding of ['gzip', 'deflate', 'br', 'zstd', 'x-nonsense']) {
    it(`is refused with 415 when it declares the coding ${coding}, compressed or not`, async () => {
      const answer = await sendBytes(Buffer.from(good), { ...json, 'Content-Encoding': coding });
      expect(answer).to.deep.equal(refusal(415, unsupportedMediaType));
    });
  }

  it('is never decompressed, so that a small one cannot become a large one', async () => {
    const bomb = gzipSync(Buffer.alloc(16 * 1024 * 1024, ' '));
    const answer = await sendBytes(bomb, { ...json, 'Content-Encoding': 'gzip' });
    expect(answer).to.deep.equal(refusal(415, unsupportedMediaType));
  });

  it('may have 100 kB and not one byte more', async () => {
    const padded = (bytes: number) => good + ' '.repeat(bytes - good.length);
    expect(said(await send(padded(102_400)))).to.deep.equal(wrong);
    expect(said(await send(padded(102_401)))).to.deep.equal(refusal(413, tooLarge));
    expect(said(await send(padded(3_000_000)))).to.deep.equal(refusal(413, tooLarge));
  });

  it('may have 100 kB also when it declares no length', async () => {
    const chunk = Buffer.alloc(10_000, ' ');
    const body = new ReadableStream({
      start(controller) {
        for (let at = 0; at < 11; at++) controller.enqueue(chunk);
        controller.close();
      },
    });
    const init = { method: 'POST', body, headers: json, duplex: 'half' } as RequestInit;
    const answer = await fetch(`${running.url}/v1/users/login`, init);
    expect({ status: answer.status, body: await answer.json() }).to.deep.equal(refusal(413, tooLarge));
  });

  for (const text of [
    '{',
    '{"a":1,}',
    "{'a':1}",
    '{"a":1} x',
    'undefined',
    'NaN',
    '{"a":"\u0000"}',
    '\u00a0{}',
  ]) {
    it(`is refused with 400 when it is not JSON: ${JSON.stringify(text)}`, async () => {
      expect(said(await send(text))).to.deep.equal(malformed);
    });
  }

  it('is refused with 400 when it is not UTF-8, instead of being stored with question marks', async () => {
    const latin1 = Buffer.from('{"email":"caf\u00e9@people.example","password":"whatever"}', 'latin1');
    expect(await sendBytes(latin1)).to.deep.equal(malformed);
    expect(await sendBytes(Buffer.from(good, 'utf16le'))).to.deep.equal(malformed);
    const surrogate = Buffer.concat([
      Buffer.from('{"email":"'),
      Buffer.from([0xed, 0xa0, 0x80]),
      Buffer.from('"}'),
    ]);
    expect(await sendBytes(surrogate)).to.deep.equal(malformed);
  });

  it('may begin with a byte order mark', async () => {
    expect(said(await send(`\ufeff${good}`))).to.deep.equal(wrong);
  });

  for (const text of ['null', 'true', '0', '"{}"', '[]', '[{}]']) {
    it(`is refused with 400 when it is JSON but not an object: ${text}`, async () => {
      expect(said(await send(text))).to.deep.equal(notAnObject);
      const update = { token: person.token, raw: text, headers: json };
      expect(said(await running.api.put('/v1/users/me', update))).to.deep.equal(notAnObject);
    });
  }

  it('is read as an empty object when it is missing: required fields are reported', async () => {
    const nothing = await running.api.post('/v1/users/login');
    expect(nothing.status).to.equal(400);
    expect(Object.keys(nothing.body.errors)).to.deep.equal(['email', 'password']);
    expect(said(await send(''))).to.deep.equal(said(nothing));
    expect(said(await send('{}'))).to.deep.equal(said(nothing));
  });

  for (const name of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'role', '']) {
    it(`is refused with 400 with the unknown field "${name}"`, async () => {
      const text = `{"email":"nobody@people.example","password":"whatever",${JSON.stringify(name)}:{"polluted":true}}`;
      const answer = await send(text);
      expect(answer.status).to.equal(400);
      expect(answer.body.code).to.equal('request.validation_failed');
      expect(Object.getOwnPropertyNames(answer.body.errors)).to.deep.equal([name]);
      expect({}).to.not.have.property('polluted');
    });
  }

  const deep = (open: string, close: string, times: number) =>
    `{"email":${open.repeat(times)}1${close.repeat(times)},"password":"whatever"}`;
  const tooDeep = refusal(400, validationFailed, { body: ['body must not be nested deeper than 20 levels'] });

  it('is refused with 400 when it is nested very deeply, and the next request is answered normally', async () => {
    for (const text of [deep('[', ']', 50_000), deep('{"a":', '}', 16_000), deep('[', ']', 20)]) {
      expect(said(await send(text))).to.deep.equal(tooDeep);
    }
    expect(said(await send(good))).to.deep.equal(wrong);
  });

  it('takes the last of two fields of the same name, as most JSON parsers do', async () => {
    const { email, password } = person;
    const text = `{"email":"nobody@people.example","email":${JSON.stringify(email)},"password":"${password}"}`;
    const answer = await send(text);
    expect(answer.status).to.equal(200);
    expect(answer.body.token_type).to.equal('Bearer');
  });

  it('is not read by a route that accepts none', async () => {
    const raw = 'this is no JSON at all';
    const answer = await running.api.delete('/v1/users/me', {
      token: 'garbage',
      raw,
      headers: { 'Content-Type': 'text/plain' },
    });
    expect(answer.status).to.equal(401);
    expect(answer.body.code).to.equal('request.token_invalid');
  });
});
