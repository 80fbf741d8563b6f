import { expect } from 'chai';
import fc from 'fast-check';
import { loadVersionModules } from '../../src/composition/start/mounting.js';
import { versions } from '../../src/composition/versions.js';
import { minors } from '../../src/interface/kernel/declaration/version.js';
import { HandClock, withClock } from '../support/clock.js';
import { documentCheck } from '../support/document-check.js';
import { expectInvariants } from '../support/invariants.js';
import { startService, type RunningService } from '../support/service.js';
import { trickle } from '../support/trickle.js';
import { until } from '../support/until.js';
import { operationsOf, type Operation } from './fuzz/documents.js';
import { judge } from './fuzz/judge.js';
import { dismissAdmins, knownIn, tokenOf } from './fuzz/library.js';
import { requestsTo, type FuzzRequest } from './fuzz/requests.js';
import { runs, seed } from './fuzz/seed.js';
import { Sender, targetOf } from './fuzz/sender.js';
import type { Known } from './fuzz/values.js';

const often = { points: 1_000_000, seconds: 60 };
const read = await Promise.all(versions.map(loadVersionModules));
const all = read.flatMap(({ version }) => minors(version));

describe(`Any request to an operation (FUZZ_SEED=${seed} FUZZ_RUNS=${runs})`, () => {
  let running: RunningService;
  let operations: Operation[];
  let known: Known;
  let sender: Sender;
  let check: ReturnType<typeof documentCheck>;
  /** Clients that send a byte per second throughout the run. */
  let slow: readonly ReturnType<typeof trickle>[];
  const answered = new Map<string, number>();
  before(async () => {
    const config = { limitLogin: often, limitAnonymous: often, limitSignedIn: often };
    running = await startService({ content: 'seeded', config, overrides: [withClock(new HandClock())] });
    operations = operationsOf(running.service.versions);
    check = documentCheck(running.service.versions);
    // The generation of all documents takes long: for a moment the service answers 503 to all requests.
    await until(async () => (await running.api.get('/v2/books')).status === 200);
    known = await knownIn(running);
    sender = new Sender(running.url);
    slow = [
      trickle(running.url, 'GET /v1/books HTTP/1.1\r\nHost: x\r\nX-Slow: '),
      trickle(running.url, 'POST /v2/tokens HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"'),
    ];
  });
  after(async () => {
    sender.close();
    await running.stop();
  });

  /** Sends one request, and throws when the answer does not match the document. */
  const tryOut = async (operation: Operation, request: FuzzRequest) => {
    const target = targetOf(operation, request);
    const token = await tokenOf(running, request);
    const send = () => sender.send(operation.method, target, token, request);
    let answer = await send();
    // A busy machine may be too slow once, and so is this process after it made a document. A real crash happens again.
    if (answer.status === 503) {
      await until(async () => (await running.api.get('/v2/books')).status === 200);
      answer = await send();
    }
    check(operation.method, target, answer);
    const asked = answer.headers.get('api-version');
    const told = operations.find(
      ({ operationId, path, minor }) =>
        operationId === operation.operationId && path === operation.path && minor === asked,
    );
    answered.set(String(answer.status), (answered.get(String(answer.status)) ?? 0) + 1);
    expect(judgement(told ?? operation, request, answer).join('; ')).to.equal('');
  };
  const judgement = judge();

  for (const minor of all) {
    it(`is answered as the document of ${minor} describes`, async function () {
      this.timeout(600_000);
      for (const operation of operations.filter((each) => each.minor === minor)) {
        const property = fc.asyncProperty(requestsTo(operation, known), (request) =>
          tryOut(operation, request),
        );
        const outcome = await fc.check(property, { seed, numRuns: runs, interruptAfterTimeLimit: 60_000 });
        const story = `${operation.method} ${operation.path}\n${fc.defaultReportMessage(outcome)}`;
        if (outcome.failed) throw new Error(story, { cause: outcome.errorInstance });
        await dismissAdmins(running);
      }
    });
  }

  it('does not wait for slow clients: slow headers and slow bodies are cut off after 10 seconds', async () => {
    for (const { answer, ms } of await Promise.all(slow)) {
      expect(answer).to.match(/^HTTP\/1.1 408 [^]*"request.timeout"/);
      expect(ms / 1_000).to.be.within(9, 16);
    }
  });

  it('leaves a library in which all invariants hold', async () => {
    await expectInvariants(running.databaseUrl);
    expect((await running.api.get('/v2/books')).status).to.equal(200);
  });

  it('was neither always refused nor always successful', () => {
    expect([...answered.keys()]).to.include.members(['200', '201', '204', '400', '401', '403', '404']);
  });
});
