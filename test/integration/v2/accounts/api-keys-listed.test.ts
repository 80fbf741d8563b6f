import { expect } from 'chai';
import { startLibrary, type Library, type Member } from '../../../support/library.js';

interface Operation {
  readonly 'x-audience': string;
  readonly 'x-scope'?: string;
}

describe('API keys, as they are listed', () => {
  let library: Library;
  let owner: Member;
  before(async () => {
    library = await startLibrary();
  });
  after(() => library.stop());
  beforeEach(async () => {
    owner = await library.addMember({ role: 'librarian' });
  });

  const make = (json: object = {}, { token } = owner, headers = {}) =>
    library.api.post('/v2/api-keys', {
      token,
      json: { name: 'terminal', scopes: ['catalogue:read'], ...json },
      headers,
    });
  const list = (token: string) => library.api.get('/v2/api-keys', { token });

  it('are listed in pages, for their owner only', async () => {
    for (const name of ['a', 'b', 'c']) await make({ name });
    const first = await library.api.get('/v2/api-keys?limit=2', { token: owner.token });
    const cursor = first.body.page.nextCursor as string;
    const second = await library.api.get(`/v2/api-keys?limit=2&cursor=${cursor}`, { token: owner.token });
    const names = [...first.body.data, ...second.body.data].map(({ name }: { name: string }) => name);
    expect(names).to.deep.equal(['a', 'b', 'c']);
    expect((await list(library.librarian.token)).body.data).to.deep.equal([]);
  });

  it('are recorded when they are created and revoked, without secret and name', async () => {
    const events = await library.auditOf(async () => {
      const path = (await make({ name: 'for the desk' })).headers.get('location') ?? '';
      await library.api.delete(path, { token: owner.token });
    });
    const details = { patronId: owner.id, scopes: ['catalogue:read'] };
    expect(events.map((event) => [event.action, event.actor, event.details])).to.deep.equal([
      ['accounts.api_key_created', owner.id, details],
      ['accounts.api_key_revoked', owner.id, details],
    ]);
  });

  it('are described in the document of each major, with the scope that each operation needs', async () => {
    for (const major of ['v1', 'v2']) {
      const { paths } = (await library.api.get(`/${major}/openapi.json`)).body as {
        paths: Record<string, Record<string, Operation>>;
      };
      for (const [path, methods] of Object.entries(paths)) {
        for (const [method, operation] of Object.entries(methods)) {
          const where = `${method} ${path}`;
          const kind = method === 'get' ? 'read' : 'write';
          if (operation['x-audience'] === 'anonymous')
            expect(operation, where).to.not.have.property('x-scope');
          else
            expect(operation['x-scope'], where).to.match(
              new RegExp(`^(accounts|audit|catalogue|circulation):${kind}$`),
            );
        }
      }
    }
  });
});
