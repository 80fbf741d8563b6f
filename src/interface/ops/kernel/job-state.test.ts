import { expect } from 'chai';
import { jobState } from './job-state.js';

describe('The state of a job', () => {
  const now = new Date('2026-12-01T10:00:00Z');
  const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
  const run = {
    job: 'notices.send',
    intervalSeconds: 60,
    startedAt: ago(31),
    endedAt: ago(30),
    succeededAt: ago(30),
    failedAt: null,
    failures: 0,
    fault: null,
  };

  it('is ok after a success in time', () => {
    expect(jobState(run, now)).to.equal('ok');
  });

  it('is still ok when a run was missed and five minutes are not over', () => {
    expect(jobState({ ...run, succeededAt: ago(419) }, now)).to.equal('ok');
  });

  it('is late after that', () => {
    expect(jobState({ ...run, succeededAt: ago(421) }, now)).to.equal('late');
  });

  it('is late only after two days for a daily job', () => {
    const daily = { ...run, intervalSeconds: 86_400 };
    expect(jobState({ ...daily, succeededAt: ago(2 * 86_400) }, now)).to.equal('ok');
    expect(jobState({ ...daily, succeededAt: ago(2 * 86_400 + 301) }, now)).to.equal('late');
  });

  it('is failing while its last run failed', () => {
    expect(jobState({ ...run, failures: 1, failedAt: ago(5) }, now)).to.equal('failing');
  });

  it('is waiting until the first run has ended', () => {
    expect(jobState({ ...run, succeededAt: null }, now)).to.equal('waiting');
  });
});
