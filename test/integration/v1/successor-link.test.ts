import { expect } from 'chai';
import type { Answer } from '../../support/api-client.js';
import { startService, type RunningService } from '../../support/service.js';

/** Relation → address. */
function linksOf(answer: Answer): ReadonlyMap<string, string> {
  const link = answer.headers.get('link') ?? '';
  return new Map(
    [...link.matchAll(/<([^>]*)>; rel="([^"]*)"/g)].map(([, href = '', rel = '']) => [rel, href]),
  );
}

describe('The links of a deprecated operation', () => {
  let app: RunningService;
  let admin: string;

  before(async () => {
    app = await startService();
    admin = await app.api.logIn('admin');
  });

  after(() => app.stop());

  const changeRole = (id: string | number) =>
    app.api.put(`/v1/users/${id}/role`, { token: admin, json: { role: 'patron' } });

  const follow = (path: string) => app.api.get(path.split('#')[0] ?? '', { token: admin });

  async function firstPatron(): Promise<{ id: number; email: string }> {
    const { body } = await follow('/v1/users?per_page=100');
    const patron = (body as { id: number; email: string; role: string }[]).find(
      ({ role }) => role === 'patron',
    );
    if (!patron) throw new Error('There is no patron.');
    return patron;
  }

  it('lead to a guide, and to the same patron in the next major', async () => {
    const patron = await firstPatron();
    const links = linksOf(await changeRole(patron.id));
    expect([...links.keys()]).to.deep.equal(['deprecation', 'sunset', 'successor-version']);
    for (const [rel, href] of links) expect((await follow(href)).status, rel).to.equal(200);
    const successor = await follow(links.get('successor-version') ?? '');
    expect(successor.body).to.include({ email: patron.email });
  });

  it('lead to the documentation when the request names no patron', async () => {
    const answer = await changeRole('nobody');
    expect(answer.status).to.equal(400);
    const href = linksOf(answer).get('successor-version') ?? '';
    expect(href).to.equal('/v2/docs#/patrons/updatePatron');
    expect((await follow(href)).status).to.equal(200);
  });
});
