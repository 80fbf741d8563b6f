import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { Mail } from '../../kernel/mail.js';
import { FakeAccountMail } from './account-mail.fake.js';
import type { NewLetter } from './account-letters.js';
import { LetterSender, type Addressee, type Addressees } from './letter-sender.js';
import type { LetterTexts } from './letter-texts.js';

const { signal } = new AbortController();
const hour = 60 * 60_000;
const text = { subject: 'Subject', text: 'Text', html: '<p>Text</p>' };
const ada: Addressee = {
  name: 'Ada',
  email: 'ada@example.org',
  emailVerified: true,
  pendingEmail: null,
  language: 'de',
};

describe('The letter sender', () => {
  let fake: FakeAccountMail;
  let people: SinonStubbedInstance<Addressees>;
  let texts: SinonStubbedInstance<LetterTexts>;
  let mail: SinonStubbedInstance<Mail>;
  let sender: LetterSender;

  beforeEach(() => {
    fake = new FakeAccountMail();
    people = stubOf<Addressees>('find');
    people.find.withArgs(1).resolves(ada);
    texts = stubOf<LetterTexts>('write');
    texts.write.returns(text);
    mail = stubOf<Mail>('send');
    mail.send.resolves();
    const { work, letters } = fake.desk;
    sender = new LetterSender(
      ...([work, letters, people, fake.linkService, 'https://page', texts, mail, fake.clock] as const),
    );
  });

  const store = (letter: Partial<NewLetter>) =>
    fake.desk.work.run(() =>
      fake.desk.letters.add({ patronId: 1, kind: 'password_reset', email: null, ...letter }),
    );
  const receivers = () => mail.send.args.map(([{ to }]) => to);

  it('sends a letter under an id of its own, and removes it', async () => {
    await store({});
    await sender.send(signal);
    expect(mail.send.args).to.deep.equal([
      [{ ...text, id: 'account-password-reset-1', to: 'ada@example.org' }],
    ]);
    expect(fake.desk.letters.letters).to.deep.equal([]);
  });

  it('makes the link when it sends the letter', async () => {
    await store({});
    expect(fake.desk.links.links).to.deep.equal([]);
    await sender.send(signal);
    expect(texts.write.firstCall.args[0]).to.deep.equal({
      kind: 'password_reset',
      at: fake.desk.now,
      name: 'Ada',
      language: 'de',
      link: 'https://library.example/reset?token=sll_1',
    });
    expect(fake.desk.links.links).to.have.length(1);
  });

  it('gives a letter without a link the page where a new password can be asked for', async () => {
    await store({ kind: 'password_changed', email: 'ada@example.org' });
    await sender.send(signal);
    expect(texts.write.firstCall.args[0].link).to.equal('https://page');
  });

  it('writes to the address that a letter names', async () => {
    await store({ kind: 'email_changed', email: 'old@example.org' });
    await sender.send(signal);
    expect(receivers()).to.deep.equal(['old@example.org']);
  });

  for (const [who, letter] of [
    ['nobody, when the address was unknown', { patronId: null }],
    ['nobody, when the account was closed', { patronId: 2 }],
    ['nobody, when the address is verified already', { kind: 'verification', email: 'ada@example.org' }],
    ['nobody, when another address is pending now', { kind: 'verification', email: 'other@example.org' }],
  ] as const) {
    it(`writes to ${who}, and removes the letter`, async () => {
      await store(letter);
      await sender.send(signal);
      expect([receivers(), fake.desk.letters.letters]).to.deep.equal([[], []]);
    });
  }

  it('writes to a pending address, and to one that is not verified', async () => {
    const person = { ...ada, pendingEmail: 'new@example.org', emailVerified: false };
    people.find.withArgs(1).resolves(person);
    for (const email of ['new@example.org', 'ada@example.org']) await store({ kind: 'verification', email });
    await sender.send(signal);
    expect(receivers().toSorted()).to.deep.equal(['ada@example.org', 'new@example.org']);
  });

  it('keeps a letter that was not accepted, and reports it', async () => {
    await store({});
    mail.send.rejects(new Error('SMTP: ECONNREFUSED'));
    const fault: unknown = await sender.send(signal).catch((error: unknown) => error);
    expect(fault).to.be.instanceOf(AggregateError);
    expect(fake.desk.letters.letters).to.have.length(1);
  });

  it('gives up a letter that is two days old', async () => {
    await store({});
    fake.later = 48 * hour + 1;
    await sender.send(signal);
    expect(receivers()).to.deep.equal([]);
    await sender.removeOld(signal);
    expect(fake.desk.letters.letters).to.deep.equal([]);
  });
});
