import { expect } from 'chai';
import { documentGaps } from '../../../../test/support/document-gaps.js';
import * as lamps from '../../../../test/support/fixture-api/lamps.js';
import * as v1 from '../../../../test/support/fixture-api/v1.js';
import { preconditionRequired } from '../../kernel/errors/refusals.js';
import type { Route } from '../../kernel/declaration/route.js';
import { documentBefore, openApiDocument } from './document.js';

// oxlint-disable-next-line typescript/no-explicit-any -- tests read many places of a document
const documentOf = (minor?: string) => openApiDocument(lamps.version, lamps.routes, minor) as any;
const first = documentOf('1.0');
const middle = documentOf('1.1');
const newest = documentOf('1.2');

describe('The document of a minor', () => {
  it('names its minor, and is the newest by default', () => {
    expect([first, middle, newest].map(({ info }) => info.version)).to.deep.equal(['1.0', '1.1', '1.2']);
    expect(documentOf()).to.deep.equal(newest);
  });

  it('contains nothing that came later, and everything that existed', () => {
    const fields = ({ components }: typeof first) => Object.keys(components.schemas.Lamp.properties);
    expect(fields(first)).to.deep.equal(['id', 'label']);
    expect(fields(middle)).to.deep.equal(['id', 'label', 'watts']);
    expect(fields(newest)).to.deep.equal(['id', 'name', 'watts']);
    expect(first.components.schemas.Lamp.required).to.deep.equal(['id', 'label']);
    expect(first.components.schemas.NewLamp.required).to.deep.equal(['label']);
    expect(newest.components.schemas.NewLamp.required).to.deep.equal(['name']);
  });

  it('has no operation that came later', () => {
    expect(first.paths).to.not.have.property('/v1/lamps/{id}/dimming');
    expect(newest.paths).to.have.property('/v1/lamps/{id}/dimming');
  });

  it('has the examples of its minor', () => {
    const { get, post } = first.paths['/v1/lamps'];
    expect(get.responses[200].content['application/json'].example).to.deep.equal([{ id: 1, label: 'Lamp' }]);
    expect(post.requestBody.content['application/json'].example).to.deep.equal({ label: 'Lamp' });
    for (const document of [first, middle, newest]) expect(documentGaps(document)).to.deep.equal([]);
  });

  it('is derived by undoing the newest change first', () => {
    const order: string[] = [];
    const noting = lamps.version.changes.map((change) => ({
      ...change,
      downgradeDocument: () => void order.push(change.id),
    }));
    documentBefore(lamps.version, lamps.routes, noting);
    expect(order).to.deep.equal(['lamps-label', 'lamps-watts']);
  });

  it('lists the minors once for all operations', () => {
    const { schema, example, ...header } = middle.components.parameters['API-Version'];
    expect(header).to.include({ name: 'API-Version', in: 'header', required: false });
    expect(schema).to.deep.equal({ type: 'string', enum: ['1.0', '1.1'], default: '1.0' });
    expect(example).to.equal('1.1');
    expect(middle.paths['/v1/lamps'].post.parameters).to.deep.equal([
      { $ref: '#/components/parameters/API-Version' },
    ]);
  });
});

describe('The documented request headers', () => {
  const add = lamps.routes.find(({ operationId }) => operationId === 'addLamp');
  const change = {
    ...add,
    operationId: 'changeLamps',
    method: 'PATCH',
    refuses: [preconditionRequired],
  } as Route;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read many places of a document
  const document = openApiDocument({ ...v1.version, idempotency: true }, [add as Route, change]) as any;
  const names = (method: string) =>
    document.paths['/v1/lamps'][method].parameters.map(({ $ref }: { $ref: string }) =>
      $ref.split('/').at(-1),
    );

  it('are listed where they are supported', () => {
    expect(names('patch')).to.deep.equal(['API-Version', 'If-Match']);
    expect(names('post')).to.deep.equal(['API-Version', 'Idempotency-Key']);
    expect(Object.keys(document.components.parameters)).to.deep.equal([
      'API-Version',
      'Idempotency-Key',
      'If-Match',
    ]);
    expect(document.components.parameters['If-Match'].required).to.equal(true);
    expect(document.paths['/v1/lamps'].post.responses[201].headers).to.have.property('Idempotent-Replayed');
  });

  it('are not listed where they have no effect', () => {
    expect(Object.keys(newest.components.parameters)).to.deep.equal(['API-Version']);
    expect(newest.paths['/v1/lamps'].post.responses[201].headers).to.not.have.property('Idempotent-Replayed');
  });
});

describe('A deprecated part in the document', () => {
  const burning = newest.paths['/v1/lamps/{id}/burning'].get;
  const list = newest.paths['/v1/lamps'].get;

  it('has its dates and its successor', () => {
    expect(burning).to.deep.include({
      deprecated: true,
      'x-lifecycle-id': 'lamps-burning',
      'x-deprecated-at': '2026-12-01T00:00:00Z',
      'x-sunset': '2027-12-01T00:00:00Z',
      'x-successor-operation': 'getBestTool',
    });
    expect(newest.paths['/v1/lamps/{id}'].get).to.not.have.any.keys('deprecated', 'x-lifecycle-id');
  });

  it('may be a single parameter', () => {
    expect(list).to.not.have.property('deprecated');
    expect(list.parameters[0]).to.include({
      name: 'colour',
      deprecated: true,
      'x-lifecycle-id': 'lamps-colour',
      'x-sunset': '2028-02-01T00:00:00Z',
    });
    expect(list.parameters[0]).to.not.have.property('x-successor-operation');
  });

  it('has its headers with every answer, including refusals and 304', () => {
    for (const [status, { headers }] of Object.entries<{ headers: object }>(burning.responses)) {
      expect(headers, status).to.include.keys('Deprecation', 'Sunset', 'Link');
    }
    expect(burning.responses).to.include.keys('200', '304', '400', '410', '429');
    expect(list.responses[200].headers.Link.description).to.equal('The next page.');
    const staying = newest.paths['/v1/lamps/{id}'].get.responses[200].headers;
    expect(staying).to.not.have.any.keys('Deprecation', 'Sunset');
    expect(newest.components.headers).to.include.keys('Deprecation', 'Sunset', 'Link');
  });

  it('is every operation of a deprecated major', () => {
    const lifecycle = { ...lamps.burning, id: 'v1' };
    // oxlint-disable-next-line typescript/no-explicit-any -- tests read many places of a document
    const dying = openApiDocument({ ...lamps.version, lifecycle }, lamps.routes) as any;
    expect(dying.paths['/v1/lamps'].post).to.include({ deprecated: true, 'x-lifecycle-id': 'v1' });
    expect(dying.paths['/v1/lamps/{id}/burning'].get).to.include({ 'x-lifecycle-id': 'lamps-burning' });
  });
});
