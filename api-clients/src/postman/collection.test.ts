import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { collectionOf } from './collection.js';
import type { Document } from './document.js';
import { collectionFiles, environmentFile } from './files.js';

interface Entry {
  readonly key: string;
  readonly value: string;
  readonly disabled?: boolean;
}

interface Script {
  readonly listen: string;
  readonly script: { readonly exec: readonly string[] };
}

interface Item {
  readonly name: string;
  readonly item?: readonly Item[];
  readonly request?: {
    readonly method: string;
    readonly auth: object;
    readonly header: readonly Entry[];
    readonly body?: { readonly raw: string };
    readonly url: { readonly raw: string; readonly query: readonly Entry[] };
  };
  readonly event?: readonly Script[];
}

interface Collection {
  readonly item: readonly Item[];
  readonly event: readonly Script[];
  readonly variable: readonly Entry[];
}

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as unknown;
const requestsIn = (items: readonly Item[]): Item[] =>
  items.flatMap((each) => (each.item ? requestsIn(each.item) : [each]));
const variablesIn = (text: string) =>
  [...text.matchAll(/\{\{([^$}][^}]*)\}\}/g)].map(([, name = '']) => name);
const scriptOf = ({ event = [] }: Pick<Item, 'event'>, listen: string) =>
  event
    .filter((each) => each.listen === listen)
    .flatMap(({ script }) => script.exec)
    .join('\n');
const setIn = (text: string) => [...text.matchAll(/Variables\.set\('(\w+)'/g)].map(([, name = '']) => name);

/** What the request sends: without parameters that are only shown. */
function sentBy({ request }: Item): string {
  return JSON.stringify([request?.auth, request?.header, request?.body?.raw, request?.url.raw]);
}

for (const file of collectionFiles) {
  describe(`The collection ${file.replace(/^.*\//, '')}`, () => {
    const collection = read(file) as Collection;
    const requests = requestsIn(collection.item);

    it('uses each variable only after it was set', () => {
      const { values } = read(environmentFile) as { readonly values: readonly Entry[] };
      const known = new Set([...values, ...collection.variable].map(({ key }) => key));
      for (const item of requests) {
        setIn(scriptOf(item, 'prerequest')).forEach((name) => known.add(name));
        for (const name of variablesIn(sentBy(item))) expect([...known], item.name).to.include(name);
        setIn(scriptOf(item, 'test') + scriptOf(collection, 'test')).forEach((name) => known.add(name));
      }
    });

    it('asserts the status and the form of each answer', () => {
      for (const item of requests) {
        const tests = scriptOf(item, 'test');
        expect(tests, item.name).to.match(/to\.have\.status\(\d{3}\)/);
        expect(tests, item.name).to.match(
          /jsonSchema\(schema\)|include\('text\/html'\)|text\(\)\)\.to\.equal\(''\)/,
        );
      }
    });

    it('has no placeholder and sends everything to the address of the environment', () => {
      for (const item of requests) {
        const sent = `${item.request?.body?.raw} ${item.request?.url.raw}`;
        expect(sent, item.name).not.to.match(/"string"|=string|=undefined|=(&|$)/);
        expect(item.request?.url.raw, item.name).to.match(/^\{\{baseUrl\}\}\/v\d/);
      }
    });

    it('begins with the sign-in and ends with what ends it', () => {
      const paths = requests.map(({ request }) => `${request?.method} ${request?.url.raw}`);
      expect(paths[0]).to.match(/POST .*(tokens|login)$/);
      expect(paths.at(-1)).to.match(/DELETE .*\/me$/);
    });
  });
}

describe('A collection with operations that no step names', () => {
  const answer = { content: { 'application/json': { schema: { type: 'object' } } } };
  const operation = (operationId: string, status: number, more: object = {}) => ({
    operationId,
    summary: operationId,
    tags: ['wishes'],
    parameters: [],
    responses: { [status]: answer },
    'x-audience': 'patron',
    ...more,
  });
  const id = { name: 'id', in: 'path', required: true, schema: {}, example: 'wish_1' };
  const document = {
    info: { version: '2.9' },
    components: { schemas: {} },
    paths: {
      '/v2/wishes/{id}': {
        delete: operation('dropWish', 204, { parameters: [id] }),
        get: operation('getWish', 200, { parameters: [id] }),
      },
      '/v2/wishes/{id}/grants': { post: operation('grantWish', 201, { parameters: [id] }) },
      '/v2/wishes': { post: operation('makeWish', 201), get: operation('listWishes', 200) },
    },
  } as unknown as Document;

  it('makes something before it reads and removes it', () => {
    const last = ['The end', [{ operation: 'listWishes' }]] as const;
    const { item } = collectionOf('v2', document, [last]) as Collection;
    expect(item.map(({ name }) => name)).to.deep.equal(['wishes', 'The end']);
    const requests = requestsIn(item).map(({ request }) => `${request?.method} ${request?.url.raw}`);
    expect(requests).to.deep.equal([
      'POST {{baseUrl}}/v2/wishes',
      'GET {{baseUrl}}/v2/wishes/{{wishesId}}',
      'POST {{baseUrl}}/v2/wishes/{{wishesId}}/grants',
      'DELETE {{baseUrl}}/v2/wishes/{{wishesId}}',
      'GET {{baseUrl}}/v2/wishes',
    ]);
  });

  it('sends a form with a file', () => {
    const form = { content: { 'multipart/form-data': { schema: {} } } };
    const paths = { '/v2/wishes': { post: operation('bringWishes', 202, { requestBody: form }) } };
    const step = { operation: 'bringWishes', body: { dryRun: true, file: '@wishes.csv' } };
    const forms = { ...document, paths } as unknown as Document;
    const { item } = collectionOf('v2', forms, [['The end', [step]]]) as Collection;
    const [request] = requestsIn(item).map((each) => each.request);
    expect(request?.body).to.deep.equal({
      mode: 'formdata',
      formdata: [
        { key: 'dryRun', type: 'text', value: 'true' },
        { key: 'file', type: 'file', src: 'wishes.csv' },
      ],
    });
    expect(request?.header.map(({ key }) => key)).to.deep.equal(['API-Version']);
  });

  it('takes a refusal for a success where the worker may have been faster', () => {
    const step = { operation: 'grantWish', tooLate: 'wishes.over' };
    const { item } = collectionOf('v2', document, [['The end', [step]]]) as Collection;
    const tests = requestsIn(item)
      .map((each) => scriptOf(each, 'test'))
      .at(-1);
    expect(tests).to.match(
      /^if \(.*409.*'wishes\.over'\) \{\n.*status\(409\).*\n\} else \{\n.*status\(201\)/,
    );
  });

  it('refuses a step whose operation is gone', () => {
    const steps = [['The end', [{ operation: 'forgetWish' }]]] as const;
    expect(() => collectionOf('v2', document, steps)).to.throw('forgetWish');
  });
});
