import type { Part } from '../mutants/places.js';

const json = (schema: Part): Part => ({ content: { 'application/json': { schema } } });

const ref = (name: string): Part => ({ $ref: `#/components/schemas/${name}` });
const refusal = (code: string): Part => ({ ...json(ref('Refusal')), 'x-codes': [code] });

/** A small document that contains each construct once. Every call returns a new one, which can be changed. */
export function smallDocument(): Part {
  return {
    openapi: '3.1.0',
    info: { title: 'Small', version: '1.0' },
    servers: [{ url: '/' }],
    paths: { '/v1/things/{id}': { get: getThing(), post: changeThing() } },
    components: { schemas: schemas(), securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  };
}

function getThing(): Part {
  const headers = { ETag: { schema: { type: 'string' } } };
  return {
    operationId: 'getThing',
    security: [],
    parameters: [{ name: 'p', in: 'query', required: false, schema: { type: 'string' } }],
    responses: { 200: { description: 'OK', headers, ...json(ref('Thing')) }, 404: refusal('things.none') },
    'x-audience': 'patron',
    'x-since': '1.0',
  };
}

function changeThing(): Part {
  return {
    operationId: 'changeThing',
    security: [{ bearer: [] }],
    requestBody: { required: true, ...json(ref('Body')) },
    responses: { 200: json(ref('Thing')), 409: refusal('things.busy') },
    'x-audience': 'librarian',
    'x-since': '1.0',
  };
}

function schemas(): Part {
  const a = () => ({ type: 'string' });
  return {
    Body: { type: 'object', properties: { a: a() }, required: ['a'] },
    Refusal: { type: 'object', properties: { code: a() } },
    Thing: { type: 'object', properties: { a: a(), within: ref('Thing') }, required: ['a'] },
  };
}
