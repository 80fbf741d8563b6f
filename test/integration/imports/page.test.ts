import { expect } from 'chai';
import sql from 'sql-template-tag';
import { fileRule } from '../../../src/application/imports/sent-file.js';
import { startLibrary, type Library } from '../../support/library.js';
import { addPerson } from '../../support/people.js';
import { runJob } from '../../support/jobs.js';
import { csv } from './import-client.js';

describe('The page for imports, without a browser', function () {
  this.timeout(60_000);
  let library: Library;
  let cookie: string;
  before(async () => {
    library = await startLibrary();
    const { email, password } = await addPerson(library, 'librarian');
    const answer = await post('/account/sign-in', new URLSearchParams({ email, password }));
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  });
  after(() => library.stop());

  const send = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
    fetch(library.url + path, { redirect: 'manual', ...init });
  const post = (path: string, body?: RequestInit['body'], headers: Record<string, string> = {}) =>
    send(path, {
      method: 'POST',
      headers: { Origin: library.url, Cookie: cookie ?? '', ...headers },
      ...(body != null && { body }),
    });
  const formOf = (parts: readonly (readonly [string, string | File])[]) => {
    const form = new FormData();
    for (const [name, value] of parts) form.append(name, value);
    return form;
  };
  const imports = () => library.rows(sql`select id from import_job`);

  for (const [what, status, body] of [
    [
      'a file that is too large',
      413,
      () => formOf([['file', new File(['x'.repeat(fileRule.maxFileSize + 1)], 'books.csv')]]),
    ],
    [
      'a form that is far too large',
      413,
      () => formOf([['file', new File(['x'.repeat(2 * fileRule.maxFileSize)], 'books.csv')]]),
    ],
    [
      'a field twice',
      400,
      () =>
        formOf([
          ['from', 'koha'],
          ['from', 'koha'],
        ]),
    ],
    ['NUL', 400, () => formOf([['columns', 'title=\0']])],
    [
      'more columns than the API takes',
      400,
      () =>
        formOf([
          ['file', csv(['Emma,,,'])],
          ['columns', 'x\n'.repeat(51)],
        ]),
    ],
    ['no form at all', 415, () => new URLSearchParams({ from: 'koha' })],
  ] as const) {
    it(`shows the form again after ${what}, and says what is wrong`, async () => {
      const answer = await post('/import', body());
      const text = await answer.text();
      expect([answer.status, answer.headers.get('content-type')]).to.deep.equal([
        status,
        'text/html; charset=utf-8',
      ]);
      expect(text)
        .to.match(/role="alert"[^>]*>[^<]+</)
        .and.include('<form class="import"');
      expect(await imports()).to.deep.equal([]);
    });
  }

  it('says what became of a row in the language of the reader', async () => {
    const parts = [['file', csv([',,,'])] as const, ['columns', 'title=Title'] as const];
    const sent = await post('/import', formOf(parts));
    await runJob(library.service, 'imports.import_files');
    const path = sent.headers.get('location') ?? '';
    const answer = await send(path, { headers: { Cookie: cookie, 'Accept-Language': 'de' } });
    expect(await answer.text()).to.include('Der Titel fehlt.');
    await library.rows(sql`delete from import_job`);
  });

  it('does not take 0 for the form', async () => {
    const headers = { Cookie: cookie };
    expect((await send('/import', { headers })).status).to.equal(200);
    expect((await send('/import/0', { headers })).status).to.equal(404);
    expect((await send('/import/0', { method: 'POST', headers })).status).to.equal(405);
    const form = () =>
      formOf([
        ['file', csv(['Emma,,,'])],
        ['columns', 'title=Title'],
      ]);
    expect((await post('/import/0', form())).status).to.equal(405);
    expect((await post('/import/0/cancel', form())).status).to.equal(404);
    expect(await imports()).to.deep.equal([]);
  });
});
