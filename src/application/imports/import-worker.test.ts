import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStub } from 'sinon';
import { aLibrarian } from '../../../test/support/callers.js';
import { resetStubs, stubOf } from '../../../test/support/stub-of.js';
import { fault } from '../../domain/kernel/field-fault.js';
import type { Clock } from '../kernel/clock.js';
import type { RequestScope } from '../kernel/request/request-scope.js';
import { UnreadableFile, type BookFile } from './book-files.js';
import { ImportWorker } from './import-worker.js';
import type { Imports, TakenImport } from './imports.js';

const now = new Date('2026-12-01T09:30:00Z');
const opened = { lines: 900, reading: { encoding: 'utf-8', otherEncoding: null, firstRows: [] } };
const taken: TakenImport = {
  id: 7,
  attempt: 2,
  tries: 1,
  line: 501,
  options: { copies: 1, dryRun: false },
  caller: aLibrarian,
  requestId: 'a-request',
};

describe('The worker for imports', () => {
  const imports = stubOf<Imports>(
    'take',
    'content',
    'errorsIn',
    'forgetRows',
    'begin',
    'prolong',
    'keep',
    'complete',
    'fail',
    'release',
    'removeExpired',
  );
  const clock = stubOf<Clock>('now');
  const scope = stubOf<RequestScope>('run');
  let takeIn: SinonStub<[BookFile], Promise<void>>;
  let worker: ImportWorker;
  let stop: AbortController;

  beforeEach(() => {
    resetStubs(imports, clock, scope);
    clock.now.returns(now);
    scope.run.callsFake((_, work) => work());
    imports.take.onFirstCall().resolves(taken).onSecondCall().resolves(undefined);
    imports.errorsIn.resolves(new Set([3]));
    imports.begin.resolves(true);
    imports.prolong.resolves(true);
    imports.keep.resolves(true);
    takeIn = sinon.stub<[BookFile], Promise<void>>().resolves();
    worker = new ImportWorker(imports, { programs: [], check: () => undefined, takeIn }, scope, clock);
    stop = new AbortController();
  });

  it('goes on after the stored rows, in the name of the sender, and prolongs its lease with each batch', async () => {
    takeIn.callsFake(async ({ begin, after, keep }) => {
      await begin(opened);
      await after?.recalled();
      await keep([]);
    });
    await worker.importAll(stop.signal);
    const { after } = takeIn.firstCall.args[0];
    expect(after?.line).to.equal(501);
    expect(await after?.errorsIn(2, 501)).to.deep.equal(new Set([3]));
    expect(imports.errorsIn.args).to.deep.equal([[7, 2, 501]]);
    expect(scope.run.firstCall.args[0]).to.deep.include({ caller: aLibrarian, requestId: 'a-request' });
    const until = new Date('2026-12-01T09:31:00Z');
    expect(imports.begin.args).to.deep.equal([[taken, opened, until]]);
    expect(imports.prolong.args).to.deep.equal([[taken, until]]);
    expect(imports.keep.args).to.deep.equal([[taken, [], until]]);
    expect(imports.complete.args).to.deep.equal([[taken, now]]);
  });

  it('begins a dry run anew', async () => {
    const dry = { ...taken, options: { copies: 1, dryRun: true } };
    imports.take.onFirstCall().resolves(dry);
    imports.forgetRows.onFirstCall().resolves(10_000).onSecondCall().resolves(1);
    await worker.importAll(stop.signal);
    const lots = imports.forgetRows.args.map(([which, limit]) => [which, limit]);
    expect(lots).to.deep.equal([
      [dry, 10_000],
      [dry, 10_000],
    ]);
    expect(takeIn.firstCall.args[0].after).to.equal(undefined);
  });

  it('says why a file cannot be read', async () => {
    const unreadable = fault('unreadable', '{{field}} is empty.');
    takeIn.rejects(new UnreadableFile(unreadable));
    await worker.importAll(stop.signal);
    expect(imports.fail.args).to.deep.equal([[taken, unreadable, now]]);
    expect(imports.complete.called).to.equal(false);
  });

  it('gives up an import that was taken six times and came no further', async () => {
    imports.take.onFirstCall().resolves({ ...taken, tries: 6 });
    await worker.importAll(stop.signal);
    expect(takeIn.called).to.equal(false);
    expect(imports.fail.firstCall.args[1].parameters).to.deep.equal({ times: 5 });
  });

  it('leaves an import that another worker takes while the stored rows are read again', async () => {
    imports.prolong.resolves(false);
    takeIn.callsFake(({ after }) => after?.recalled() ?? Promise.resolve());
    await worker.importAll(stop.signal);
    expect([imports.complete.called, imports.release.called]).to.deep.equal([false, false]);
  });

  it('leaves an import that was cancelled or taken by another worker', async () => {
    imports.keep.resolves(false);
    takeIn.callsFake(({ keep }) => keep([]));
    await worker.importAll(stop.signal);
    expect([imports.complete.called, imports.fail.called, imports.release.called]).to.deep.equal([
      false,
      false,
      false,
    ]);
  });

  it('gives the import back when it is to stop, and takes no other one', async () => {
    takeIn.callsFake(({ stop: asked }) => {
      stop.abort(new Error('Stopped.'));
      asked.throwIfAborted();
      return Promise.resolve();
    });
    await worker.importAll(stop.signal);
    expect(imports.release.args).to.deep.equal([[taken]]);
    expect(imports.take.callCount).to.equal(1);
  });

  it('fails with an error that is not about the file, so that it is tried again', async () => {
    takeIn.rejects(new Error('The database is away.'));
    expect(await worker.importAll(stop.signal).catch((error: Error) => error.message)).to.equal(
      'The database is away.',
    );
  });

  it('removes expired imports until none is left', async () => {
    imports.removeExpired.onFirstCall().resolves(true).onSecondCall().resolves(false);
    await worker.removeExpired(stop.signal);
    expect(imports.removeExpired.callCount).to.equal(2);
  });
});
