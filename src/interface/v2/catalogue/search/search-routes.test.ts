import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aBook } from '../../../../../test/support/catalogue/catalogue-views.js';
import { codesOf } from '../../../../../test/support/refusal-of.js';
import { call, routeOf } from '../../../../../test/support/route-call.js';
import { stubOf } from '../../../../../test/support/stub-of.js';
import type {
  CatalogueSearch,
  SearchHit,
  SearchResult,
} from '../../../../application/catalogue/search/catalogue-search.js';
import { Cursors } from '../../../kernel/answer/cursor.js';
import { toId } from '../../ids.js';
import { SearchRoutes } from './search-routes.js';

const nothingFound: SearchResult = {
  hits: [],
  next: undefined,
  total: 0,
  facets: { subject: [], language: [], decade: [], availability: [] },
  correctedTo: null,
};

const hit: SearchHit = {
  book: aBook(),
  score: 0.67,
  title: [
    { text: 'Crime', matches: true },
    { text: ' & Punishment', matches: false },
  ],
  contributors: [[{ text: 'Fyodor Dostoevsky', matches: false }]],
  subjects: [],
};

describe('searchCatalogue of v2', () => {
  const cursors = new Cursors(['a secret of this test']);
  let catalogue: SinonStubbedInstance<CatalogueSearch>;
  let routes: SearchRoutes;

  beforeEach(() => {
    catalogue = stubOf<CatalogueSearch>('search');
    catalogue.search.resolves(nothingFound);
    routes = new SearchRoutes(catalogue, cursors);
  });
  afterEach(() => sinon.restore());

  it('is public, and may be cached until a book or a copy changes', () => {
    const { audience, cache } = routeOf(routes, 'searchCatalogue');
    expect(audience).to.equal('anonymous');
    expect(cache).to.deep.equal({ seconds: 60, tags: ['book', 'copy'] });
  });

  it('searches by the words alone without a filter', async () => {
    await call(routes, 'searchCatalogue', { query: { q: 'crime' } });
    expect(catalogue.search.args).to.deep.equal([[{ words: 'crime', after: undefined, limit: 20 }]]);
  });

  it('passes every filter to the search', async () => {
    const texts = { subject: 'fiction', language: 'en' };
    const query = { q: 'crime', ...texts, yearFrom: '1800', yearTo: '1899', available: 'true', limit: '5' };
    await call(routes, 'searchCatalogue', { query });
    const filter = { ...texts, yearFrom: 1800, yearTo: 1899, available: true };
    expect(catalogue.search.args).to.deep.equal([
      [{ words: 'crime', after: undefined, limit: 5, ...filter }],
    ]);
  });

  it('continues after the cursor', async () => {
    const cursor = cursors.write('search crime', [0.67, 7]) ?? '';
    await call(routes, 'searchCatalogue', { query: { q: 'crime', cursor } });
    expect(catalogue.search.args[0]?.[0]).to.deep.include({ after: [0.67, 7] });
  });

  it('refuses the cursor of other words', async () => {
    const query = { q: 'crime', cursor: cursors.write('search love', [0.67, 7]) ?? '' };
    const codes = await codesOf(() => call(routes, 'searchCatalogue', { query }));
    expect(codes).to.deep.equal(['request.cursor_invalid']);
    expect(catalogue.search.called).to.equal(false);
  });

  it('refuses a request without words', async () => {
    const codes = await codesOf(() => call(routes, 'searchCatalogue'));
    expect(codes).to.deep.equal(['request.validation_failed']);
    expect(catalogue.search.called).to.equal(false);
  });

  it('answers each hit with its score, and highlights matches only, in HTML', async () => {
    catalogue.search.resolves({ ...nothingFound, hits: [hit] });
    const { body } = await call(routes, 'searchCatalogue', { query: { q: 'crime' } });
    expect(body).to.have.nested.property('data[0].book.id', toId('book', 7));
    expect(body).to.have.nested.property('data[0].score', 0.67);
    expect(body)
      .to.have.nested.property('data[0].highlights')
      .that.deep.equals({ title: '<mark>Crime</mark> &amp; Punishment' });
  });

  it('highlights contributors and subjects, and leaves the others out', async () => {
    const found = [{ text: `<Crime's "end">`, matches: true }];
    const other = [{ text: 'fiction', matches: false }];
    const hits = [{ ...hit, title: other, contributors: [found, other], subjects: [other, found] }];
    catalogue.search.resolves({ ...nothingFound, hits });
    const { body } = await call(routes, 'searchCatalogue', { query: { q: 'crime' } });
    const marked = ['<mark>&lt;Crime&#39;s &quot;end&quot;&gt;</mark>'];
    expect(body)
      .to.have.nested.property('data[0].highlights')
      .that.deep.equals({ contributors: marked, subjects: marked });
  });

  it('answers every facet, and the corrected words', async () => {
    const facets = {
      subject: [{ value: 'fiction', count: 3 }],
      language: [{ value: 'en', count: 2 }],
      decade: [{ value: '1860', count: 1 }],
      availability: [{ value: 'available', count: 4 }],
    };
    catalogue.search.resolves({ ...nothingFound, facets, correctedTo: 'crime' });
    expect(await call(routes, 'searchCatalogue', { query: { q: 'cirme' } })).to.deep.equal({
      status: 200,
      headers: {},
      body: { data: [], facets, didYouMean: 'crime', page: { nextCursor: null } },
    });
  });

  it('answers the cursor of the next page, and links to it', async () => {
    catalogue.search.resolves({ ...nothingFound, next: [0.67, 7] });
    const { headers, body } = await call(routes, 'searchCatalogue', { query: { q: 'crime' } });
    const nextCursor = cursors.write('search crime', [0.67, 7]);
    expect(body).to.deep.include({ page: { nextCursor } });
    expect(headers).to.deep.equal({ Link: `</v2/search?q=crime&cursor=${nextCursor}>; rel="next"` });
  });
});
