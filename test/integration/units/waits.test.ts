import { expect } from 'chai';
import sql from 'sql-template-tag';
import { Passwords } from '../../../src/application/accounts/passwords.js';
import { UnitOfWork } from '../../../src/application/kernel/storage/unit-of-work.js';
import { allJobs } from '../../../src/composition/process/working.js';
import { versions } from '../../../src/composition/versions.js';
import { openApiDocument } from '../../../src/interface/documentation/openapi/document.js';
import type { Route } from '../../../src/interface/kernel/declaration/route.js';
import { examplesOf, type Document } from '../../input/access/examples.js';
import { addSomebody, visitors } from '../../input/access/callers.js';
import { goodRequest } from '../../input/access/fixtures.js';
import { addPerson, rowsOf, type Person } from '../../support/people.js';
import { startService, type RunningService } from '../../support/service.js';
import { until } from '../../support/until.js';
import { Waits } from './waits.js';

const often = { points: 1_000_000, seconds: 60 };
const roleOf = { anonymous: 'anonymous', patron: 'owner', librarian: 'librarian', admin: 'admin' } as const;

/** Operations that need a text from a mail, a code of an app, or an address to verify: these requests are refused. */
const needsSecret = /PasswordReset|verifyEmail|EmailVerification|SecondFactor|RecoveryCode/;

/** Operations of things that belong to somebody else here: an admin may do them all the same. */
const ofSomebodyElse = /^registerProgram$|ApiKeyContact$/;

/**
 * An import stores its file piece by piece, from a temporary file on the own disk: so the process holds one piece in its
 * memory, and not 20 MB for each upload.
 */
const readsOfPieces = /^STREAM_END_OF_STREAM: .*import-desk[.]ts|^FSREQCALLBACK: outside of the project$/;

describe('No unit of work waits for anything but PostgreSQL', function () {
  this.timeout(60_000);
  let waits: Waits;
  let running: RunningService;
  let member: Person;
  before(async () => {
    waits = new Waits();
    const config = { limitLogin: often, limitAnonymous: often, limitSignedIn: often };
    running = await startService({ content: 'seeded', config, overrides: [waits.override] });
    member = await addPerson(running);
    await addPerson(running, 'admin');
  });
  after(async () => {
    waits.end();
    await running.stop();
  });
  beforeEach(() => waits.found.clear());

  /** Sends a valid request, with an Idempotency-Key where the version has it. Returns its status. */
  const visit = async (version: string, route: Route, example: unknown): Promise<number> => {
    const ownerId = await addSomebody(running, 'patron');
    const wanted = { ownerId, example, member };
    const { target, ...content } = await goodRequest(running, Number(version.slice(1)), route, wanted);
    const name = ofSomebodyElse.test(route.operationId) ? 'admin' : roleOf[route.audience];
    const visitor = await visitors[name]?.(running, ownerId, route.scope ?? '');
    // The card of the example belongs to a patron of the seeds.
    if (route.operationId === 'createPatron') delete (content.json as { cardNumber?: string }).cardNumber;
    // Callers are made without a password that they know.
    await rowsOf(
      running,
      sql`update patron set password_hash = (select password_hash from patron where id = ${member.id})
          where password_hash is not null and password_hash not like '$argon2%'`,
    );
    const headers = {
      'API-Version': route.since,
      ...((route.method === 'PATCH' || route.operationId === 'placeOrder') && { 'If-Match': '"r1-v2.0"' }),
      ...(route.method === 'POST' && version !== 'v1' && { 'Idempotency-Key': `key-of-${ownerId}` }),
    };
    return (await running.api.send(route.method, target, { token: visitor?.token, ...content, headers }))
      .status;
  };

  for (const version of versions) {
    it(`in any operation of /${version}`, async () => {
      const mounted = running.service.versions.find((each) => `v${each.version.major}` === version);
      if (!mounted) throw new Error(`${version} is not mounted.`);
      const examples = examplesOf(openApiDocument(mounted.version, mounted.routes) as Document);
      // The document was made in one turn of the event loop, after which the service may refuse requests for a moment.
      await until(async () => (await running.api.get('/v2/books')).status === 200);
      const failed: string[] = [];
      for (const route of mounted.routes) {
        const status = await visit(version, route, examples.get(route.operationId));
        if (status >= 300 && !needsSecret.test(route.operationId))
          failed.push(`${route.operationId} ${status}`);
        if (route.operationId === 'importBooks')
          for (const each of [...waits.found].filter((one) => readsOfPieces.test(one)))
            waits.found.delete(each);
      }
      expect(failed, 'requests that did not succeed').to.deep.equal([]);
      expect([...waits.found].filter((each) => !readsOfPieces.test(each))).to.deep.equal([]);
    });
  }

  it('in any job of the worker', async () => {
    const { container } = running.service;
    for (const { service, run } of await allJobs()) {
      await run(container.resolve(service) as never, new AbortController().signal);
    }
    expect([...waits.found]).to.deep.equal([]);
  });

  it('and the observation notices a port and a timer', async () => {
    const { container } = running.service;
    const passwords = container.resolve<Passwords>(Passwords);
    await container.resolve<UnitOfWork>(UnitOfWork).run(async () => {
      await passwords.verify('any', null);
      await new Promise((resolve) => setTimeout(resolve, 1));
    });
    expect([...waits.found].join('\n'))
      .to.match(/accounts.Passwords.*verify/)
      .and.match(/Timeout/);
  });
});
