import { expect } from 'chai';
import { IsInt } from 'class-validator';
import { documentGaps } from '../../../../test/support/document-gaps.js';
import { addCover } from '../../../../test/support/fixture-api/covers.js';
import * as v1 from '../../../../test/support/fixture-api/v1.js';
import * as v2 from '../../../../test/support/fixture-api/v2.js';
import { ok } from '../../kernel/declaration/reply.js';
import { route, type Route } from '../../kernel/declaration/route.js';
import { openApiDocument } from './document.js';
import { documentationRoutes } from '../viewer/documentation-routes.js';

const all = [...v1.routes, ...documentationRoutes(v1.version, v1.routes)];
// oxlint-disable-next-line typescript/no-explicit-any -- tests read many places of a document
const document = openApiDocument(v1.version, all) as any;
const { schemas } = document.components;

const bare = route({
  operationId: 'doThing',
  method: 'GET',
  path: '/things',
  since: '1.0',
  summary: 'Do a thing',
  audience: 'anonymous',
  responds: { 200: v2.Tool },
  handle: async () => ok({ id: 'tool_8fk2' }),
});

class Mute {
  @IsInt()
  id!: number;
}

describe('The OpenAPI document', () => {
  it('has every route as an operation below the path of its version, and nothing else', () => {
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method} ${path}`),
    );
    expect(operations).to.deep.equal([
      'get /v1/tools',
      'post /v1/tools',
      'get /v1/tools/{id}',
      'get /v1/openapi.json',
      'get /v1/openapi/{minor}.json',
      'get /v1/docs',
    ]);
  });

  it('has a summary, a response and a valid example for every operation', () => {
    expect(documentGaps(document)).to.deep.equal([]);
  });

  it('is the same each time, key by key', () => {
    expect(JSON.stringify(openApiDocument(v1.version, all))).to.equal(JSON.stringify(document));
  });

  it('distinguishes two versions with shapes of the same name', () => {
    const second = openApiDocument(v2.version, v2.routes) as typeof document;
    expect(Object.keys(schemas.Tool.properties)).to.include('main_part');
    expect(Object.keys(second.components.schemas.Tool.properties)).to.deep.equal(['id']);
    expect(Object.keys(second.components.schemas)).to.deep.equal(['Problem', 'Tool']);
    expect(second.components.headers).to.not.have.property('X-Cache');
  });

  it('is refused with two shapes of one name in one version', () => {
    const routes = [...v1.routes, ...v2.routes];
    expect(() => openApiDocument(v1.version, routes)).to.throw('Two shapes of one version are called Tool');
  });

  it('is refused with a shape for both input and output', () => {
    const both = {
      ...bare,
      method: 'POST',
      accepts: { body: v1.NewTool },
      responds: { 200: v1.NewTool },
    } as Route;
    expect(() => openApiDocument(v1.version, [both])).to.throw('NewTool is used in requests and in answers');
  });
});

describe('A shape in the document', () => {
  it('is closed in requests, where unknown fields are refused, and open in answers', () => {
    expect(schemas.NewTool.additionalProperties).to.equal(false);
    expect(schemas.NewPart.additionalProperties).to.equal(false);
    expect(schemas.Tool).to.not.have.property('additionalProperties');
  });

  it('marks its optional and nullable fields', () => {
    expect(schemas.NewTool.required).to.deep.equal(['name', 'kind', 'parts']);
    expect(schemas.NewTool.properties.note.type).to.deep.equal(['string', 'null']);
    expect(schemas.Tool.required).to.include('note');
    expect(schemas.Tool.properties.note).to.deep.equal({
      type: ['string', 'null'],
      description: 'Null for a tool without a note.',
      examples: ['Keep it dry.'],
    });
    expect(schemas.RefusalV1.required).to.deep.equal(['message', 'code']);
    expect(schemas.RefusalV1.properties.errors.type).to.equal('object');
  });

  it('allows null in a list of nullable values', () => {
    expect(schemas.Part.properties.kind.enum).to.deep.equal(['hand', 'power', null]);
    expect(schemas.Part.properties.kind.type).to.deep.equal(['string', 'null']);
  });

  it('refers to nested shapes, with nothing but text beside the reference', () => {
    const part = { $ref: '#/components/schemas/Part' };
    const { main_part, spare_part, parts } = schemas.Tool.properties;
    expect(main_part).to.deep.equal({ ...part, description: 'Its main part.' });
    expect(spare_part).to.deep.equal({ anyOf: [part, { type: 'null' }] });
    expect(parts).to.deep.equal({ type: 'array', items: part });
    expect(schemas.NewTool.properties.parts).to.include({ maxItems: 10 });
  });

  it('has the rules for strings, and its default', () => {
    expect(schemas.NewTool.properties.name).to.include({ minLength: 1, maxLength: 100, pattern: '\\S' });
    expect(schemas.NewTool.properties.note).to.not.have.property('pattern');
    expect(schemas.NewTool.properties.lendable.default).to.equal(true);
    expect(schemas.Tool.properties.bought_at).to.include({ type: 'string', format: 'date-time' });
  });
});

describe('An operation in the document', () => {
  const list = document.paths['/v1/tools'].get;
  const show = document.paths['/v1/tools/{id}'].get;
  const add = document.paths['/v1/tools'].post;

  it('has its parameters in path and query, with their validated types', () => {
    expect(show.parameters).to.deep.equal([
      { name: 'id', in: 'path', required: true, schema: { type: 'integer', examples: [1] }, example: 1 },
      { $ref: '#/components/parameters/API-Version' },
      { $ref: '#/components/parameters/Accept-Language' },
    ]);
    const [kind, limit] = list.parameters;
    expect(kind).to.include({ name: 'kind', in: 'query', required: false });
    expect(kind.schema).to.deep.equal({ type: 'string', enum: ['hand', 'power'], examples: ['hand'] });
    expect(kind).to.not.have.property('example');
    expect(limit).to.include({ required: false, description: 'The maximum number of tools.' });
    expect(limit.schema).to.deep.equal({
      type: 'integer',
      minimum: 1,
      maximum: 100,
      default: 10,
      examples: [10],
    });
  });

  // oxlint-disable-next-line typescript/no-explicit-any -- tests read many places of a document
  const upload = (openApiDocument(v1.version, [addCover('1.0')]) as any).paths['/v1/covers'].post;

  it('has its form, with files as binary parts', () => {
    const { required, content } = upload.requestBody;
    expect(required).to.equal(true);
    expect(Object.keys(content)).to.deep.equal(['multipart/form-data']);
    const { schema, encoding } = content['multipart/form-data'];
    expect(schema.required).to.deep.equal(['title', 'cover']);
    expect(schema.additionalProperties).to.equal(false);
    expect(schema.properties.title).to.include({ type: 'string', maxLength: 100 });
    expect(schema.properties.cover).to.deep.equal({
      type: 'string',
      format: 'binary',
      description: 'A file, 300000 bytes at most.',
    });
    expect(schema.properties.pages).to.deep.equal({
      type: 'array',
      items: { type: 'string', format: 'binary' },
      maxItems: 3,
      description: '3 files at most, each of 1000 bytes at most.',
    });
    expect(encoding).to.deep.equal({ cover: { contentType: 'image/png, image/jpeg' } });
  });

  it('has the refusals of a form only if it accepts one', () => {
    const codes = ({ responses }: { responses: Record<string, { 'x-codes'?: string[] }> }) =>
      [400, 411, 413, 415].map((status) => responses[status]?.['x-codes'] ?? []);
    expect(codes(upload)).to.deep.equal([
      [
        'request.version_malformed',
        'request.version_unknown',
        'request.validation_failed',
        'request.malformed_form',
      ],
      ['request.length_required'],
      ['request.too_large'],
      ['request.unsupported_media_type'],
    ]);
    expect(codes(add)[1]).to.deep.equal([]);
  });

  it('builds its examples from those of the fields', () => {
    const saw = {
      name: 'Saw',
      kind: 'hand',
      note: 'Keep it dry.',
      lendable: true,
      parts: [{ name: 'blade' }],
    };
    expect(add.requestBody.content['application/json'].example).to.deep.equal(saw);
    const [tool] = list.responses[200].content['application/json'].example;
    expect(tool).to.include({ id: 1, note: 'Keep it dry.' });
    expect(tool.parts).to.deep.equal([{ name: 'blade', kind: null }]);
  });

  it('has no example when a required field has none, so that the gap is found', () => {
    const gapped = openApiDocument(v1.version, [{ ...bare, responds: { 200: Mute } }]);
    expect(documentGaps(gapped)).to.deep.equal(['200 of doThing has no example']);
  });

  it('has its audience, and requires a token unless it is public', () => {
    expect(list).to.deep.include({
      'x-audience': 'anonymous',
      security: [],
      'x-since': '1.0',
      tags: ['tools'],
    });
    expect(show.description).to.equal('With *all* its parts.\n\nThe caller must be signed in.');
    expect(add).to.deep.include({ 'x-audience': 'librarian', security: [{ bearer: [] }] });
    expect(document.components.securitySchemes.bearer).to.include({ type: 'http', scheme: 'bearer' });
  });

  it('has each refusal under its status, with its page, its message and an example', () => {
    const { description, content, ...rest } = add.responses[409];
    expect(rest['x-codes']).to.deep.equal(['tools.name_taken', 'tools.shed_full']);
    expect(description).to.include('[`tools.shed_full`](/docs/problems/tools.shed_full): The shed');
    expect(content['application/json'].examples['tools.shed_full']).to.deep.equal({
      summary: 'The shed is full.',
      value: { message: 'The shed is full.', code: 'tools.shed_full' },
    });
    expect(Object.keys(add.responses)).to.deep.equal(
      ['201', '400', '401', '403', '406', '409', '413', '415', '429', '503'], //
    );
  });

  it('has the messages of the validation in its example of a fault', () => {
    const faults =
      show.responses[400].content['application/json'].examples['request.validation_failed'].value.errors;
    expect(faults).to.deep.equal({ id: ['id must be an integer number'] });
  });

  it('has the headers of each answer', () => {
    const names = (status: number, { responses } = list) => Object.keys(responses[status].headers);
    const everywhere = ['API-Version', 'X-Request-Id'];
    const limits = ['RateLimit', 'RateLimit-Policy'];
    expect(names(200)).to.have.members([...everywhere, ...limits, 'ETag', 'X-Cache', 'X-Total-Count']);
    expect(names(304)).to.have.members([...everywhere, ...limits, 'ETag', 'X-Cache']);
    expect(names(429)).to.have.members([...everywhere, 'Content-Language', ...limits, 'Retry-After']);
    expect(names(503)).to.have.members([...everywhere, 'Content-Language', 'Retry-After']);
    expect(names(201, add)).to.have.members([...everywhere, ...limits, 'Location']);
    expect(names(401, add)).to.have.members([...everywhere, 'Content-Language', 'WWW-Authenticate']);
  });
});
