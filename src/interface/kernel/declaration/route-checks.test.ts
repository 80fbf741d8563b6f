import { expect } from 'chai';
import { checkRoutes } from './route-checks.js';
import { ok } from './reply.js';
import type { Route } from './route.js';

const complete: Route = {
  operationId: 'listShelves',
  method: 'GET',
  path: '/shelves',
  since: '1.0',
  summary: 'List shelves',
  audience: 'anonymous',
  responds: { 200: { mediaType: 'text/plain', example: 'A to C' } },
  handle: () => Promise.resolve(ok('A to C')),
};

/** A route as it may come from a cast: with a missing field, or with a value that no type allows. */
function route(changes: Partial<Record<keyof Route, unknown>>): Route {
  return { ...complete, ...changes } as Route;
}

function faultsIn(...routes: Route[]): string[] {
  try {
    checkRoutes('v9', routes);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n  ');
  }
}

describe('The check of declarations', () => {
  it('accepts complete routes', () => {
    expect(faultsIn(complete, route({ operationId: 'addShelf', method: 'POST' }))).to.deep.equal([]);
    expect(faultsIn()).to.deep.equal([]);
  });

  const lacking: readonly [field: keyof Route, fault: string][] = [
    ['operationId', 'GET /shelves has no operationId'],
    ['summary', 'GET /shelves has no summary'],
    ['audience', 'GET /shelves has no audience'],
    ['since', 'GET /shelves has no `since`'],
    ['responds', 'GET /shelves has no response'],
  ];
  for (const [field, fault] of lacking) {
    for (const value of [undefined, '']) {
      it(`refuses a route whose ${field} is ${JSON.stringify(value)}`, () => {
        expect(faultsIn(route({ [field]: value }))).to.deep.equal(['The routes of v9 are invalid:', fault]);
      });
    }
  }

  it('refuses a route without a status to answer with', () => {
    expect(faultsIn(route({ responds: {} }))).to.include('GET /shelves has no response');
  });

  it('refuses a repeated operationId, and names it', () => {
    const twin = route({ method: 'POST', path: '/shelves' });
    const other = route({ operationId: 'showShelf', path: '/shelves/:id' });
    expect(faultsIn(complete, other, twin)).to.deep.equal([
      'The routes of v9 are invalid:',
      'the operationId listShelves is used twice',
    ]);
  });

  it('refuses a cached route that is not public', () => {
    const cache = { seconds: 60, tags: ['shelf'] };
    expect(faultsIn(route({ cache }))).to.deep.equal([]);
    expect(faultsIn(route({ cache, audience: 'patron' }))).to.include(
      'GET /shelves is cached, but not public',
    );
  });

  it('refuses a replica read for a route that writes, or that is cached publicly', () => {
    const reads = 'replica';
    expect(faultsIn(route({ reads }))).to.deep.equal([]);
    expect(faultsIn(route({ reads, method: 'POST' }))).to.include(
      'POST /shelves may read from a replica, but is not a GET',
    );
    expect(faultsIn(route({ reads, cache: { seconds: 60, tags: ['shelf'] } }))).to.include(
      'GET /shelves may read from a replica, but is cached',
    );
  });

  const cover = { maxFiles: 1, maxFileSize: 1_000 };
  const Form = Object;
  const post = (accepts: object, method = 'POST') => faultsIn(route({ method, accepts })).slice(1);

  it('accepts a form with files', () => {
    expect(post({ form: Form, files: { cover } })).to.deep.equal([]);
  });

  for (const [fault, accepts] of Object.entries({
    'accepts a form without its files, or files without their form': { files: { cover } },
    'accepts a form and a body': { form: Form, files: { cover }, body: Form },
    'accepts files without a limit of at least 1': { form: Form, files: { cover: { maxFiles: 1 } } },
  })) {
    it(`refuses a route that ${fault}`, () => {
      expect(post(accepts)).to.deep.equal([`POST /shelves ${fault}`]);
    });
  }

  for (const method of ['GET', 'DELETE']) {
    it(`refuses a form with ${method}`, () => {
      const fault = `${method} /shelves accepts a form, but ${method} has no body`;
      expect(post({ form: Form, files: { cover } }, method)).to.deep.equal([fault]);
    });
  }

  it('reports a path that does not begin with a word', () => {
    for (const path of [
      '',
      '/',
      '/:id',
      'shelves',
      '//shelves',
      '/*all',
      '/{a/}b',
      '/shelf-:id',
      '/a{b}/c',
      '/a b',
    ])
      expect(faultsIn(route({ path })).slice(1)).to.deep.equal([
        `GET ${path} has a path whose first segment is not a word`,
      ]);
  });

  it('reports all faults of all routes at once', () => {
    const faults = faultsIn(
      route({ summary: '', since: '' }),
      route({ audience: undefined, path: '/floors' }),
    );
    expect(faults).to.deep.equal([
      'The routes of v9 are invalid:',
      'GET /shelves has no summary',
      'GET /shelves has no `since`',
      'GET /floors has no audience',
      'the operationId listShelves is used twice',
    ]);
  });
});
