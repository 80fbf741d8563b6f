import { expect } from 'chai';
import { loadModule } from '../../../src/composition/start/entry-points.js';
import { openApiDocument } from '../../../src/interface/documentation/openapi/document.js';
import type { RouteGroup } from '../../../src/interface/kernel/declaration/route.js';
import { startLibrary, type Library } from '../../support/library.js';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { operationId: string; tags: string[] }>>>>;
  readonly tags: readonly { readonly name: string; readonly description?: string }[];
}

/** Two of the namespaces of the accounts: for oneself, and for the staff. */
const namespaces = ['me', 'patrons'] as const;

describe('A module with two namespaces', () => {
  let library: Library;
  let document: Document;
  let own: ReadonlySet<string>;

  before(async () => {
    library = await startLibrary();
    const version = library.service.versions.find((each) => each.version.major === 2);
    if (!version) throw new Error('There is no v2.');
    document = openApiDocument(version.version, version.routes) as Document;
    const { routeGroups } = await loadModule('v2', 'accounts');
    const groups = routeGroups.map((group) => library.service.container.resolve<RouteGroup>(group));
    own = new Set(groups.flatMap((group) => group.routes().map(({ operationId }) => operationId)));
  });
  after(() => library.stop());

  const operationsBelow = (namespace: string) =>
    Object.entries(document.paths)
      .filter(([path]) => `${path}/`.startsWith(`/v2/${namespace}/`))
      .flatMap(([, methods]) => Object.values(methods));

  for (const namespace of namespaces) {
    it(`has its operations below /v2/${namespace} in the one document, under a tag with a description`, () => {
      const operations = operationsBelow(namespace).filter(({ operationId }) => own.has(operationId));
      expect(operations.length).to.be.above(2);
      expect(new Set(operations.flatMap(({ tags }) => tags))).to.deep.equal(new Set([namespace]));
      const described = document.tags.find(({ name }) => name === namespace);
      expect(described?.description).to.match(/\w/);
    });
  }

  it('answers in both, each for its own callers', async () => {
    const id = (await library.api.get('/v2/me', { token: library.patron.token })).body.id as string;
    expect((await library.api.get(`/v2/patrons/${id}`, { token: library.librarian.token })).body.id).to.equal(
      id,
    );
    expect((await library.api.get(`/v2/patrons/${id}`, { token: library.patron.token })).status).to.equal(
      403,
    );
  });
});
