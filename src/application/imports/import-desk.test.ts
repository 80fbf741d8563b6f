import 'reflect-metadata';
import { expect } from 'chai';
import sinon from 'sinon';
import { aLibrarian } from '../../../test/support/callers.js';
import { codesOf } from '../../../test/support/refusal-of.js';
import { resetStubs, stubOf } from '../../../test/support/stub-of.js';
import { optionsInvalid } from '../../domain/imports/refusals.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import type { Clock } from '../kernel/clock.js';
import type { RequestScope } from '../kernel/request/request-scope.js';
import { FakeAuditTrail } from '../kernel/storage/audit-trail.fake.js';
import { FakeUnitOfWork } from '../kernel/storage/unit-of-work.fake.js';
import type { BookFiles } from './book-files.js';
import { ImportDesk } from './import-desk.js';
import type { ImportQueries, Imports, ImportView } from './imports.js';

const now = new Date('2026-12-01T09:30:00Z');

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}

describe('The desk for imports', () => {
  const work = new FakeUnitOfWork();
  const audit = new FakeAuditTrail(work);
  const imports = stubOf<Imports>('add', 'addChunk', 'countOpen', 'callWorker', 'cancel');
  const queries = stubOf<ImportQueries>('view');
  const check = sinon.stub<Parameters<BookFiles['check']>, void>();
  const clock = stubOf<Clock>('now');
  const scope = stubOf<RequestScope>('facts');
  const files = { programs: [], check, takeIn: () => Promise.reject(new Error('Not here.')) };
  const desk = new ImportDesk(work, imports, queries, files, audit, scope, clock);
  const file = {
    caller: aLibrarian,
    fileName: 'books.csv',
    size: 6,
    options: { copies: 1, dryRun: false, from: 'koha' },
    content: () => pieces('abc', 'def'),
  };

  beforeEach(() => {
    resetStubs(imports, queries, clock, scope, { check });
    clock.now.returns(now);
    scope.facts.returns({ requestId: 'a-request', caller: aLibrarian, network: () => '' });
    imports.countOpen.resolves(20);
    imports.add.resolves(7);
    imports.addChunk.resolves();
    queries.view.resolves({ id: 7 } as ImportView);
  });

  it('stores a file in chunks, for seven days, and records who sent it', async () => {
    expect(await desk.submit(file)).to.deep.equal({ id: 7 });
    expect(imports.add.firstCall.args[0]).to.deep.include({
      requestId: 'a-request',
      createdAt: now,
      expiresAt: new Date('2026-12-08T09:30:00Z'),
    });
    const chunks = imports.addChunk.args.map(
      ([id, position, bytes]) => `${id} ${position} ${Buffer.from(bytes).toString()}`,
    );
    expect(chunks).to.deep.equal(['7 0 abc', '7 1 def']);
    expect(imports.countOpen.firstCall.calledAfter(imports.addChunk.lastCall)).to.equal(true);
    expect(imports.callWorker.firstCall.calledAfter(imports.countOpen.lastCall)).to.equal(true);
    expect(audit.events.map(({ action }) => action)).to.include('imports.import_added');
  });

  it('stores nothing with wrong options, or while twenty imports wait', async () => {
    check.throws(new Refusal(optionsInvalid));
    expect(await codesOf(() => desk.submit(file))).to.deep.equal(['imports.options_invalid']);
    expect(imports.add.called).to.equal(false);
    check.reset();
    imports.countOpen.resolves(21);
    expect(await codesOf(() => desk.submit(file))).to.deep.equal(['imports.too_many_waiting']);
    expect(imports.callWorker.called).to.equal(false);
  });

  it('cancels only what exists and is not over', async () => {
    imports.cancel.resolves(true);
    expect(await desk.cancel(7)).to.deep.equal({ id: 7 });
    imports.cancel.resolves(false);
    expect(await codesOf(() => desk.cancel(7))).to.deep.equal(['imports.import_over']);
    queries.view.resolves(undefined);
    expect(await codesOf(() => desk.cancel(7))).to.deep.equal(['imports.import_not_found']);
  });
});
