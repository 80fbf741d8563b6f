import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../../test/support/stub-of.js';
import { AddressRefused, type Mail } from '../../kernel/mail.js';
import { aLifecycle } from '../lifecycle/lifecycles.fake.js';
import type { Owners } from '../consumers/consumers.js';
import { DigestContent, type ToldSection } from './digest-content.js';
import type { DigestTexts, OperatorDigest } from './digest-texts.js';
import type { LifecycleMails, MailDigest, WaitingStage } from './lifecycle-mails.js';
import type { MailedClient, MailEvidence } from './mail-evidence.js';
import { MailSender } from './mail-sender.js';
import { OperatorMail } from './operator-mail.js';
import type { Recipients } from './recipients.js';

const running = new AbortController().signal;
const letter = { subject: 'Subject', text: 'Text', html: '<p>Text</p>' };
const day = '2027-02-01';
const waiting: WaitingStage = {
  id: 3,
  lifecycleId: aLifecycle.id,
  stage: 'announce',
  period: '',
  state: 'queued',
  madeAt: new Date('2027-02-01T09:00:00Z'),
};
const section: ToldSection = {
  lifecycle: aLifecycle,
  stage: 'announce',
  lastAt: new Date(0),
  uses: [],
  report: '',
  rehearsal: undefined,
  stageIds: [3],
};
const kiosk: MailedClient = {
  kind: 'program',
  keyId: null,
  name: 'Kiosk',
  patronId: 1,
  contactEmail: 'team@example.org',
  secondEmail: 'tech@example.org',
};
const links = { home: '', list: '', report: () => '', operation: () => undefined };

describe('The sender of mails about ends of life', () => {
  let now: Date;
  let mails: SinonStubbedInstance<LifecycleMails>;
  let evidence: SinonStubbedInstance<MailEvidence>;
  let recipients: SinonStubbedInstance<Recipients>;
  let owners: SinonStubbedInstance<Owners>;
  let content: SinonStubbedInstance<DigestContent>;
  let operatorMail: SinonStubbedInstance<OperatorMail>;
  let texts: SinonStubbedInstance<DigestTexts>;
  let mail: SinonStubbedInstance<Mail>;

  beforeEach(() => {
    now = new Date('2027-02-01T10:00:00Z');
    mails = stubOf<LifecycleMails>('claim', 'waiting', 'drop', 'bounced', 'settle');
    mails.waiting.resolves([waiting]);
    evidence = stubOf<MailEvidence>('client');
    evidence.client.resolves(kiosk);
    recipients = stubOf<Recipients>('reachable');
    recipients.reachable.resolves([]);
    owners = stubOf<Owners>('keysOf');
    owners.keysOf.resolves([
      { id: 6, name: 'The display' },
      { id: 7, name: 'The terminal' },
    ]);
    content = sinon.createStubInstance(DigestContent);
    content.of.resolves([section]);
    operatorMail = sinon.createStubInstance(OperatorMail);
    texts = stubOf<DigestTexts>('forClient', 'forOperators');
    texts.forClient.returns(letter);
    texts.forOperators.returns(letter);
    mail = stubOf<Mail>('send');
    mail.send.resolves();
  });
  afterEach(() => sinon.restore());

  function send(...digests: readonly MailDigest[]): Promise<void> {
    mails.claim.onFirstCall().resolves(digests).resolves([]);
    const sender = new MailSender(
      ...([mails, evidence, recipients, owners, content, operatorMail, 'operators@example.org'] as const),
      ...([texts, links, mail, { now: () => now }] as const),
    );
    return sender.send(running);
  }
  const digest: MailDigest = { id: 5, consumerId: 7, day };
  const receivers = () => mail.send.args.map(([{ to, also }]) => [to, also]);
  const faults = (job: Promise<void>) => job.then(String, (error: AggregateError) => error.errors.length);

  it('writes in the language of the owner, under an id of its own', async () => {
    recipients.reachable.resolves([{ patronId: 1, email: 'owner@example.org', language: 'de' }]);
    await send(digest);
    expect(texts.forClient.firstCall.args[0].language).to.equal('de');
    expect(mail.send.args).to.deep.equal([
      [{ ...letter, id: 'deprecations-5-1', to: 'team@example.org', also: undefined }],
    ]);
    const outcome = { stageIds: [3], state: 'delivered', addresses: 'team@example.org' };
    expect(mails.settle.args).to.deep.equal([[5, outcome]]);
  });

  it('names a client as its owner does: a key by its name, an account by its address', async () => {
    recipients.reachable.resolves([{ patronId: 1, email: 'owner@example.org', language: 'en' }]);
    const names = { program: 'Kiosk', key: 'The terminal', account: 'owner@example.org' };
    for (const kind of ['program', 'key', 'account'] as const) {
      mails.claim.reset();
      evidence.client.resolves({ ...kiosk, kind, keyId: kind === 'key' ? 7 : null });
      await send(digest);
      expect(texts.forClient.lastCall.args[0].client).to.equal(names[kind]);
    }
    mails.claim.reset();
    evidence.client.resolves({ ...kiosk, kind: 'key', keyId: 8, name: 'key:8' });
    await send(digest);
    expect(texts.forClient.lastCall.args[0].client, 'a revoked key').to.equal('key:8');
  });

  it('sends nothing for a client that is anonymous now, or for which nothing waits', async () => {
    evidence.client.onFirstCall().resolves(undefined);
    mails.waiting.onSecondCall().resolves([]);
    await send(digest, { ...digest, id: 6 });
    expect(receivers()).to.deep.equal([]);
    expect(mails.settle.args).to.deep.equal([[5], [6]]);
  });

  it('drops what has nothing to show, and sends the rest', async () => {
    mails.waiting.resolves([waiting, { ...waiting, id: 4, lifecycleId: 'v1-get-book' }]);
    await send(digest);
    expect(mails.drop.args).to.deep.equal([[[4]]]);
    expect(mails.settle.firstCall.args[1]?.stageIds).to.deep.equal([3]);
    content.of.resolves([]);
    mail.send.resetHistory();
    mails.claim.reset();
    await send(digest);
    expect(receivers()).to.deep.equal([]);
  });

  it('tries the second address when the first one is refused, and notes that before', async () => {
    mail.send.onFirstCall().rejects(new AddressRefused('550'));
    await send(digest);
    expect(receivers()).to.deep.equal([
      ['team@example.org', undefined],
      ['tech@example.org', undefined],
    ]);
    expect(mails.bounced.args).to.deep.equal([[[3], 'team@example.org']]);
    expect(mails.bounced.firstCall.calledBefore(mail.send.secondCall)).to.equal(true);
  });

  it('leaves a mail that was not taken for later, unless it is two days old', async () => {
    mail.send.rejects(new Error('452'));
    expect(await faults(send(digest))).to.equal(1);
    expect(mails.settle.args).to.deep.equal([]);
    now = new Date('2027-02-03T09:00:01Z');
    mails.claim.reset();
    await send(digest);
    expect(mails.settle.firstCall.args[1]).to.include({
      state: 'untold',
      addresses: 'team@example.org, tech@example.org',
    });
  });

  it('goes to both addresses at once in the last 14 days', async () => {
    now = new Date('2027-11-20T00:00:00Z');
    mails.waiting.resolves([{ ...waiting, madeAt: now }]);
    await send(digest);
    expect(receivers()).to.deep.equal([['team@example.org', 'tech@example.org']]);
  });

  it('sends the others when one fails', async () => {
    mail.send.onFirstCall().rejects(new Error('452'));
    expect(await faults(send(digest, { ...digest, id: 6 }))).to.equal(1);
    expect(mails.settle.args.map(([id]) => id)).to.deep.equal([6]);
  });

  it('tells operators what there is to do now, and nothing when it is done', async () => {
    operatorMail.digest.onFirstCall().resolves({} as OperatorDigest);
    await send({ ...digest, consumerId: null }, { ...digest, id: 6, consumerId: null });
    expect(mail.send.args).to.deep.equal([
      [{ ...letter, id: `sunsets-${day}`, to: 'operators@example.org' }],
    ]);
    expect(mails.settle.args).to.have.deep.members([[5], [6]]);
  });
});
