import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { AddressRefused } from '../../../src/application/kernel/mail.js';
import { FileMail } from '../../../src/infrastructure/kernel/mail/file-mail.js';
import { SmtpMail } from '../../../src/infrastructure/kernel/mail/smtp-mail.js';
import { mailContract, message, type Mailbox } from '../../support/contracts/mail-contract.js';
import { startSmtp, type SmtpServer } from '../../support/smtp.js';

const from = 'library@example.net';

describe('Mail over SMTP', () => {
  let server: SmtpServer;
  let mail: SmtpMail;
  beforeEach(async () => {
    server = await startSmtp();
    mail = new SmtpMail(server.url, from);
  });
  afterEach(async () => {
    mail.close();
    await server.stop();
  });

  mailContract((): Mailbox => ({ mail, arrived: () => server.messages }));

  it("fails without the recipient's name when an address is refused, and continues with the next", async () => {
    server.refused.set(message.to, 550);
    const fault = await mail.send(message).then(
      () => 'none',
      (error: Error) => `${error.message} ${error.stack}`,
    );
    expect(fault)
      .to.match(/^SMTP: EENVELOPE 550/)
      .and.to.not.include(message.to);
    await mail.send({ ...message, to: 'other@example.org' });
    expect(server.messages).to.have.length(1);
  });

  it('tells an address that is refused for good from one that is refused for now', async () => {
    const faultOf = () => mail.send(message).catch((error: unknown) => error);
    server.refused.set(message.to, 550);
    expect(await faultOf()).to.be.instanceOf(AddressRefused);
    server.refused.set(message.to, 452);
    expect(await faultOf())
      .to.be.instanceOf(Error)
      .and.to.not.be.instanceOf(AddressRefused);
  });

  it('goes to the second address, too, and fails only when both are refused', async () => {
    const both = { ...message, also: 'second@example.org' };
    server.refused.set(message.to, 550);
    await mail.send(both);
    expect(server.messages[0]).to.match(/^To: .*second@example\.org/m);
    server.refused.set('second@example.org', 550);
    expect(await mail.send(both).catch((error: unknown) => error)).to.be.instanceOf(AddressRefused);
  });

  it('fails soon without a server', async () => {
    const nobody = new SmtpMail('smtp://127.0.0.1:1', from);
    const fault = await nobody.send(message).catch((error: Error) => error.message);
    expect(fault).to.match(/^SMTP: E/);
    nobody.close();
  });
});

describe('Mail in files', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shelflife-mail-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const read = async () =>
    Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')));
  mailContract((): Mailbox => ({ mail: new FileMail(folder, from), arrived: read }));

  it('names a file after its message, so that the same mail is stored once', async () => {
    const mail = new FileMail(join(folder, 'made', 'when needed'), from);
    await Promise.all([mail.send(message), mail.send(message)]);
    expect(await readdir(join(folder, 'made', 'when needed'))).to.deep.equal([`${message.id}.eml`]);
  });
});
