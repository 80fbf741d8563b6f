import { expect } from 'chai';
import type { WireAnswer } from '../sides/exchange.js';
import type { Operation } from '../sources/documents.js';
import { compareAnswers, type Differences } from './compare.js';
import { Pairs } from './pairs.js';

const operation = { path: '/v2/books/{id}' } as Operation;
const answered = (body: object, status = 200, headers: Record<string, string> = {}): WireAnswer => ({
  status,
  headers,
  text: JSON.stringify(body),
});

function compared(first: WireAnswer, second: WireAnswer): Differences {
  return compareAnswers({ operation, answer: first }, second, new Pairs());
}

describe('The comparison of two answers', () => {
  it('finds nothing in equal answers, whatever the date and the connection are', () => {
    const body = { id: 'book_1', year: null };
    const found = compared(
      answered(body, 200, { date: 'a' }),
      answered(body, 200, { date: 'b', connection: 'close' }),
    );
    expect(found).to.deep.equal({ breaking: [], wording: [] });
  });

  it('finds nothing in an answer that came from a cache, as long as both say where theirs came from', () => {
    const from = (headers: Record<string, string>) => answered({ id: 'book_1' }, 200, headers);
    expect(compared(from({ 'x-cache': 'HIT' }), from({ 'x-cache': 'MISS' })).breaking).to.have.length(0);
    expect(compared(from({ 'x-cache': 'HIT' }), from({})).breaking).to.have.length(1);
  });

  it('finds another status, header, value, order, and number of items', () => {
    const first = answered({ data: [{ a: 1, b: 2 }, { a: 3 }] }, 200, { 'cache-control': 'no-store' });
    const second = answered({ data: [{ b: 2, a: 4 }] }, 201);
    expect(compared(first, second).breaking).to.deep.equal([
      'status 200 became 201',
      'header cache-control: no-store became none',
      '/data: 2 items became 1',
      '/data/0: the fields a, b became b, a',
      '/data/0/a: 1 became 4',
    ]);
  });

  it('knows a value that is null from one that is missing', () => {
    expect(compared(answered({ a: null }), answered({})).breaking).to.have.length(1);
  });

  it('tells sentences of refusals apart, and not their codes', () => {
    const refusal = (code: string, detail: string) =>
      answered({ code, detail, errors: [{ code, pointer: '/title', detail }] }, 400);
    const found = compared(refusal('a', 'One.'), refusal('b', 'Two.'));
    expect(found.wording).to.have.length(2);
    expect(found.breaking).to.deep.equal(['/code: "a" became "b"', '/errors/0/code: "a" became "b"']);
  });

  it('knows another drawn secret again in the address and the picture that contain it', () => {
    const secondFactor = (secret: string, told = secret) =>
      answered({ secret, uri: `otpauth://totp/x?secret=${told}`, qrCode: `<svg ${secret}` }, 201);
    const [first, second] = ['5QADIW3GDQ4GZBIAENDK', 'ZDWZFTOWWX5SUMB2RWQJ'];
    expect(compared(secondFactor(first), secondFactor(second)).breaking).to.have.length(0);
    expect(
      compared(secondFactor(first), secondFactor(second, 'QQWWEERRTTZZUUIIOOPP')).breaking,
    ).to.have.length(1);
  });

  it('lets a refusal offer further minors, and not fewer', () => {
    const refusal = (...allowed: string[]) =>
      answered({ errors: [{ parameter: 'API-Version', parameters: { allowed } }] }, 400);
    expect(compared(refusal('2.0', '2.1'), refusal('2.0', '2.1', '2.2')).breaking).to.have.length(0);
    expect(compared(refusal('2.0', '2.1'), refusal('2.1', '2.2')).breaking).to.have.length(2);
  });

  it('compares no counts of calls, neither in their lists nor in an export', () => {
    const list = { ...operation, id: 'listMyUsage' };
    const [one, other] = [answered({ data: [{ calls: 1 }] }), answered({ data: [] })];
    expect(compareAnswers({ operation: list, answer: one }, other, new Pairs()).breaking).to.have.length(0);
    for (const broken of [answered({}, 403), answered({ data: [] }, 200, { vary: 'Origin' })]) {
      const found = compareAnswers({ operation: list, answer: one }, broken, new Pairs());
      expect(found.breaking).to.not.have.length(0);
    }
    const unchanged = { status: 304, headers: {}, text: '' };
    const upTo = (cursor: string) => ({
      ...unchanged,
      headers: { link: `</a?cursor=${cursor}>; rel="next"` },
    });
    const pages = compareAnswers({ operation: list, answer: upTo('a') }, upTo('b'), new Pairs());
    expect(pages.breaking).to.have.length(0);
    expect(compareAnswers({ operation: list, answer: one }, unchanged, new Pairs()).breaking).to.have.length(
      0,
    );
    const exported = (usage: object[], loans: object[]) => answered({ sections: { usage, loans } });
    expect(compared(exported([{ calls: 1 }], []), exported([], [])).breaking).to.have.length(0);
    expect(compared(exported([], [{ id: 1 }]), exported([], [])).breaking).to.have.length(1);
  });

  it('does not excuse the title of a book', () => {
    expect(compared(answered({ title: 'War' }), answered({ title: 'Peace' })).breaking).to.have.length(1);
  });
});
