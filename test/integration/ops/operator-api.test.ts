import { expect } from 'chai';
import sql from 'sql-template-tag';
import { JobRuns } from '../../../src/application/kernel/operations/job-runs.js';
import { OperatorTokens, type Tokens } from '../../../src/application/accounts/tokens.js';
import { openApiDocument } from '../../../src/interface/documentation/openapi/document.js';
import type { MountedVersion } from '../../../src/interface/kernel/declaration/version.js';
import { startLibrary, type Library } from '../../support/library.js';
import { addPerson, addSession, rowsOf, type Person } from '../../support/people.js';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>;
}

const shared = new Set(['getOpenApiDocument', 'getOpenApiDocumentOfMinor', 'showDocumentation']);

describe('The API of the operators', () => {
  let library: Library;
  let admin: Person;
  let token: string;

  before(async () => {
    library = await startLibrary({ config: { jwtSecrets: ['a secret of this test that is long enough'] } });
    admin = await addPerson(library, 'admin');
    const session = await addSession(library, admin.id);
    const tokens = library.service.container.resolve<Tokens>(OperatorTokens);
    token = tokens.issue({ patronId: admin.id, role: 'admin', generation: 1, session }, 900).token;
  });
  after(() => library.stop());

  const ask = (path: string) => library.api.get(`/ops/v1${path}`, { token });
  const documentOf = ({ version, routes }: MountedVersion) => openApiDocument(version, routes) as Document;
  const operationsIn = ({ paths }: Document) =>
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.values(methods).map(({ operationId }) => ({ path, operationId })),
    );

  it('is no major: the list of versions, and pins, do not have it', async () => {
    const { body } = await library.api.get('/versions');
    expect(JSON.stringify(body)).to.not.include('/ops');
    const pinned = await library.api.put('/v2/me/pins/ops', {
      token: admin.token,
      json: { minor: '1.0' },
    });
    expect(pinned.status).to.be.oneOf([400, 404]);
  });

  it('has a document that shares no path and no operation with those of the majors', () => {
    const [ops] = library.service.standalone.map((each) => operationsIn(documentOf(each)));
    const majors = library.service.versions.flatMap((each) => operationsIn(documentOf(each)));
    expect(ops?.length).to.be.above(6);
    for (const { path, operationId } of ops ?? []) {
      expect(path).to.match(/^\/ops\/v1\//);
      expect(majors.map((each) => each.path)).to.not.include(path);
      if (!shared.has(operationId))
        expect(majors.map((each) => each.operationId)).to.not.include(operationId);
    }
    expect(majors.filter(({ path }) => path.startsWith('/ops'))).to.deep.equal([]);
  });

  it('serves its document and its own documentation page', async () => {
    const document = await library.api.get('/ops/v1/openapi.json');
    expect((document.body as { info: object }).info).to.include({ title: 'Shelflife for operators v1' });
    const page = await library.api.get('/ops/v1/docs');
    expect(page.status).to.equal(200);
    expect(page.body).to.include('"url":"/ops/v1/openapi.json"').and.not.include('"url":"/v1/');
  });

  it('answers errors in its own form, also where there is nothing', async () => {
    for (const [path, code] of [
      ['/nothing', 'request.not_found'],
      ['/audit-events?limit=0', 'request.validation_failed'],
    ] as const) {
      const { headers, body } = await ask(path);
      expect(headers.get('content-type')).to.match(/^application\/problem\+json/);
      expect(body).to.include({ code, type: `/docs/problems/${code}` });
    }
    expect((await library.api.get('/docs/problems/accounts.operators_only')).status).to.equal(200);
  });

  const paths = ['/jobs', '/mails', '/limits', '/versions', '/configuration', '/audit-events'];
  for (const path of paths) {
    it(`answers ${path} to an operator, and to nobody without a token`, async () => {
      expect((await ask(path)).status).to.equal(200);
      expect((await library.api.get(`/ops/v1${path}`)).body).to.include({ code: 'request.token_missing' });
    });
  }

  it('lists the jobs with their last runs, and which are late or fail', async () => {
    const runs = library.service.container.resolve<JobRuns>(JobRuns);
    const names = ['a.works', 'b.fails', 'c.late', 'd.new'];
    await runs.expect(names.map((job) => ({ job, schedule: '* * * * *', intervalSeconds: 60 })));
    await runs.ended('c.late', library.clock.now());
    library.clock.advance({ seconds: 600 });
    await runs.ended('a.works', library.clock.now());
    const refused = Object.assign(new Error('a name of a patron'), { code: 'ECONNREFUSED' });
    await runs.ended('b.fails', library.clock.now(), refused);
    await runs.ended('b.fails', library.clock.now(), new TypeError('a name of a patron'));
    const { body } = await ask('/jobs');
    const { data } = body as {
      data: { job: string; state: string; failures: number; fault: string | null }[];
    };
    expect(data.map(({ job, state }) => [job, state])).to.deep.equal([
      ['a.works', 'ok'],
      ['b.fails', 'failing'],
      ['c.late', 'late'],
      ['d.new', 'waiting'],
    ]);
    expect(data[1]).to.include({ failures: 2, fault: 'TypeError' });
  });

  it('forgets the runs of jobs that are gone, and keeps those of the others', async () => {
    const runs = library.service.container.resolve<JobRuns>(JobRuns);
    await runs.expect([{ job: 'a.works', schedule: '0 3 * * *', intervalSeconds: 86_400 }]);
    const { body } = await ask('/jobs');
    const { data } = body as { data: { job: string; schedule: string; startedAt: string | null }[] };
    expect(data.map(({ job, schedule }) => [job, schedule])).to.deep.equal([['a.works', '0 3 * * *']]);
    expect(data[0]?.startedAt).to.be.a('string');
  });

  it('counts mails that wait, and those that the mail server did not take', async () => {
    await rowsOf(
      library,
      sql`insert into notice (patron_id, day, attempts, retry_at) values
          (${admin.id}, '2026-12-01', 3, '2026-12-02T00:00:00Z'), (null, '2026-12-01', 0, '2026-12-03T00:00:00Z')`,
    );
    const { body } = await ask('/mails');
    const { data } = body as { data: object[] };
    expect(data).to.deep.include({
      queue: 'notices',
      waiting: 2,
      failing: 1,
      attempts: 3,
      nextAt: '2026-12-02T00:00:00.000Z',
    });
  });

  it('shows the settings with secrets masked', async () => {
    const { body } = await ask('/configuration');
    const { data } = body as { data: { name: string; value: string }[] };
    const valueOf = (wanted: string) => data.find(({ name }) => name === wanted)?.value;
    expect(valueOf('NODE_ENV')).to.equal('test');
    expect(valueOf('JWT_SECRET')).to.be.a('string').and.not.include('secret of this test');
    const password = new URL(library.databaseUrl).password;
    if (password !== '') expect(JSON.stringify(body)).to.not.include(password);
  });

  it('finds audit events by actor, subject, action and time', async () => {
    const finds = async (query: string) => {
      const { body } = await ask(`/audit-events?${query}`);
      return (body as { data: { action: string }[] }).data.map(({ action }) => action);
    };
    const about = `subject=patron:${admin.id}`;
    expect(await finds(about)).to.include('accounts.patron_registered');
    expect(await finds(`${about}&action=circulation.loan_opened`)).to.deep.equal([]);
    expect(await finds(`${about}&before=2020-01-01T00:00:00Z`)).to.deep.equal([]);
    expect(await finds(`actor=999999`)).to.deep.equal([]);
  });

  for (const query of ['subject=patron', 'subject=patron:x', 'actor=0', 'from=yesterday', 'unknown=1']) {
    it(`refuses ?${query}`, async () => {
      expect((await ask(`/audit-events?${query}`)).body).to.include({ code: 'request.validation_failed' });
    });
  }

  it('goes on at the cursor of a page, and refuses that of another list', async () => {
    await addPerson(library);
    const first = (await ask('/audit-events?limit=1')).body as { data: { id: number }[]; nextCursor: string };
    const second = (await ask(`/audit-events?limit=1&cursor=${first.nextCursor}`)).body as typeof first;
    expect(second.data[0]?.id).to.be.below(first.data[0]?.id ?? 0);
    const other = await library.api.get('/v2/audit-events?limit=1', { token: admin.token });
    const cursor = (other.body as { page: { nextCursor: string } }).page.nextCursor;
    expect((await ask(`/audit-events?cursor=${cursor}`)).body).to.include({ code: 'request.cursor_invalid' });
  });
});
