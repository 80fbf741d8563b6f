import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { Stage } from '../../../domain/usage/mails/stages.js';
import { aLifecycle, declaring } from '../lifecycle/lifecycles.fake.js';
import { DigestContent } from './digest-content.js';
import type { WaitingStage } from './lifecycle-mails.js';
import type { MailEvidence, ShownUse } from './mail-evidence.js';

const now = new Date('2027-10-04T09:30:00Z');
const other = { ...aLifecycle, id: 'v1-other' };
const use: ShownUse = {
  major: 1,
  operationId: 'listBooks',
  element: '',
  calls: 3,
  lastAt: new Date('2027-10-03T09:30:00Z'),
  evidence: [
    {
      at: new Date('2027-10-03T09:30:00Z'),
      requestId: 'a-request',
      userAgent: 'kiosk/1',
      minor: '1.1',
      minorSource: 'header',
      status: 200,
    },
  ],
};
const links = {
  home: 'https://library.example/',
  list: 'https://library.example/developers',
  report: (minor: string) => `https://library.example/report?from=${minor}`,
  operation: () => ({ method: 'GET', url: 'https://library.example/v1/books' }),
};

const waiting = (id: number, stage: Stage, lifecycleId = aLifecycle.id, period = ''): WaitingStage => ({
  id,
  lifecycleId,
  stage,
  period,
  state: 'queued',
  madeAt: now,
});

describe('The content of a mail about ends of life', () => {
  let evidence: SinonStubbedInstance<MailEvidence>;
  let clock: { now: () => Date };
  let content: DigestContent;

  beforeEach(() => {
    evidence = stubOf<MailEvidence>('uses', 'interrupted');
    evidence.uses.resolves([use]);
    evidence.interrupted.resolves([]);
    clock = { now: () => now };
    content = new DigestContent(declaring(aLifecycle, other), evidence, links, { now: () => clock.now() });
  });

  it('has one section for an end of life, in the name of its most urgent stage', async () => {
    const [section, ...more] = await content.of(7, [waiting(1, 'weekly'), waiting(2, 't-14')]);
    expect(more).to.deep.equal([]);
    expect([section?.stage, section?.stageIds]).to.deep.equal(['t-14', [2, 1]]);
  });

  it('begins with the most urgent end of life', async () => {
    const sections = await content.of(7, [waiting(1, 'announce'), waiting(2, 't-1', other.id)]);
    expect(sections.map(({ lifecycle }) => lifecycle.id)).to.deep.equal([other.id, aLifecycle.id]);
  });

  it('has no section for what has nothing to show', async () => {
    evidence.uses.resolves([]);
    expect(await content.of(7, [waiting(1, 'announce')])).to.deep.equal([]);
  });

  it('leads to the report from the minor of the last call', async () => {
    const [section] = await content.of(7, [waiting(1, 'announce')]);
    expect(section?.report).to.equal('https://library.example/report?from=1.1');
  });

  it('shows a rehearsal only while the sunset is to come', async () => {
    const [before] = await content.of(7, [waiting(1, 'weekly')]);
    expect(before?.rehearsal).to.include('lifecycle-at=');
    clock.now = () => new Date('2027-12-02T00:00:00Z');
    const [after] = await content.of(7, [waiting(1, 'gone')]);
    expect(after?.rehearsal).to.equal(undefined);
  });

  it('tells how many calls a brownout has refused', async () => {
    evidence.interrupted.resolves([{ hour: new Date('2027-10-05T14:00:00Z'), calls: 4 }]);
    const [section] = await content.of(7, [waiting(1, 'brownout_report', aLifecycle.id, '2027-10-05')]);
    expect(section?.brownout).to.deep.include({ from: new Date('2027-10-05T14:00:00Z'), refused: 4 });
  });
});
