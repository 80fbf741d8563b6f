import { expect } from 'chai';
import { expectRefusal, newAddress, visiting } from './visit.js';

const password = 'a long and quiet evening';

visiting('becomes a patron', (the) => {
  it('who is told who they are', async () => {
    const email = newAddress('ada');
    const person = { username: 'ada', email, password, firstName: 'Ada', lastName: null };
    const patron = await the.passer.register(person);
    expect(patron).to.include({ username: 'ada', email, firstName: 'Ada', lastName: null, role: 'patron' });
    expect(patron).to.include({ category: 'adult', disabled: false, createdAt: '2026-12-01T09:30:00.000Z' });
    expect(patron.id).to.be.a('string');
    expect(patron).to.not.have.property('password');
  });

  it('only once for an e-mail address', async () => {
    const { email } = (await the.reader.me()).body;
    const again = { username: 'twin', email: String(email), password };
    await expectRefusal(the.passer.register(again), 409, 'accounts.email_taken');
  });

  it('and hears all that is wrong with what they sent, field by field', async () => {
    const wrong = { username: ' ', email: 'nowhere', password: 'short' };
    const { problem, headers } = await expectRefusal(
      the.passer.register(wrong),
      400,
      'request.validation_failed',
    );
    expect(headers.get('content-type')).to.match(/^application\/problem\+json/);
    expect(problem).to.include.keys('type', 'title', 'detail', 'instance');
    const pointers = problem.errors?.map(({ pointer }) => pointer);
    expect(pointers).to.include.members(['/username', '/email', '/password']);
  });

  it('is turned away with a wrong password as with an unknown address', async () => {
    const { email } = (await the.reader.me()).body;
    for (const address of [String(email), 'nobody@example.org']) {
      await expectRefusal(
        the.passer.signIn(address, 'something else entirely'),
        401,
        'accounts.credentials_wrong',
      );
    }
  });

  it('signs out, and its token is void', async () => {
    await the.reader.signOut();
    await expectRefusal(the.reader.me(), 401, 'request.token_invalid');
    await the.again(the.reader);
    expect((await the.reader.me()).body.role).to.equal('patron');
  });

  it('may go, but not with a book at home', async () => {
    const { barcode } = await the.shelve('Kept until the end');
    await the.reader.lend({ copyBarcode: barcode });
    await expectRefusal(the.reader.closeMyAccount(), 409, 'accounts.account_in_use');
    await the.desk.giveBack(barcode);
    await the.reader.closeMyAccount();
    await expectRefusal(the.reader.me(), 401, 'request.token_invalid');
  });
});

visiting('comes back another day', (the) => {
  it('and stays signed in with refresh tokens, each of which is good for one pair', async () => {
    for (let day = 0; day < 2; day++) {
      the.head.daysGoBy(1);
      await expectRefusal(the.reader.me(), 401, 'request.token_invalid');
      await the.reader.refresh();
      expect((await the.reader.me()).body.role).to.equal('patron');
    }
  });
});

visiting('changes accounts', (the) => {
  it('and only what is sent, and null removes a value', async () => {
    const before = await the.reader.me();
    const after = await the.reader.updateMe({ firstName: 'Grace' }, before.tag);
    expect(after.body).to.deep.include({ ...before.body, firstName: 'Grace' });
    expect(after.tag).to.not.equal(before.tag);
    expect((await the.reader.updateMe({ firstName: null }, after.tag)).body.firstName).to.equal(null);
  });

  it('never over a state that it has not seen', async () => {
    const { tag } = await the.reader.me();
    await the.reader.updateMe({ firstName: 'Grace' }, tag);
    await expectRefusal(the.reader.updateMe({ firstName: 'Ada' }, tag), 412, 'accounts.patron_changed');
    const unseen = the.reader.http.patch('/v2/me', { body: { firstName: 'Ada' } });
    await expectRefusal(unseen, 428, 'request.precondition_required');
    expect((await the.reader.me()).body.firstName).to.equal('Grace');
  });

  it('as a librarian, who sees all patrons', async () => {
    const { id } = (await the.reader.me()).body;
    const { body, tag } = await the.desk.patron(id);
    expect(body.id).to.equal(id);
    const changed = await the.desk.updatePatron(id, { category: 'student' }, tag);
    expect(changed.body.category).to.equal('student');
    expect((await the.desk.patrons({ limit: 200, total: true })).page.total).to.be.at.least(2);
    await expectRefusal(the.reader.patron(id), 403, 'request.not_allowed');
    await expectRefusal(the.desk.patron('patron_unknown'), 404, 'accounts.patron_not_found');
  });
});
