import { expect } from 'chai';
import { userFields } from './records.js';
import { expectRefusal, newAddress, visiting } from './visit.js';

visiting('becomes a patron', (the) => {
  it('who is told who they are, field by field', async () => {
    const person = {
      username: 'ada',
      email: newAddress('Ada'),
      password: 'a long and quiet evening',
      first_name: 'Ada',
      last_name: null,
    };
    const user = await the.passer.register(person);
    expect(Object.keys(user)).to.deep.equal(userFields);
    const { password: _password, ...shown } = person;
    const email = person.email.toLowerCase();
    expect(user).to.deep.include({ ...shown, email, role: 'patron', created_at: '2026-12-01T09:30:00.000Z' });
    expect(user.id).to.be.a('number');
  });

  it('only once for an e-mail address', async () => {
    const { email } = await the.reader.me();
    const again = { username: 'twin', email: String(email), password: 'a long and quiet evening' };
    await expectRefusal(the.passer.register(again), 409, 'accounts.email_taken');
  });

  it('and hears all that is wrong with what they sent', async () => {
    const error = await expectRefusal(
      the.passer.register({ username: ' ', email: 'nowhere', password: 'short' }),
      400,
      'request.validation_failed',
    );
    expect(error.refusal.errors).to.have.all.keys('username', 'email', 'password');
  });

  it('gets a bearer token for an hour', async () => {
    const { email } = await the.reader.me();
    const credentials = { email: String(email), password: 'a long and quiet evening' };
    const { body } = await the.passer.http.post('/v1/users/login', { body: credentials });
    expect(Object.keys(body)).to.deep.equal(['token', 'token_type', 'expires_in']);
    expect(body).to.include({ token_type: 'Bearer', expires_in: 3_600 });
  });

  it('is turned away with a wrong password as with an unknown address', async () => {
    const { email } = await the.reader.me();
    for (const address of [String(email), 'nobody@example.org']) {
      await expectRefusal(
        the.passer.logIn(address, 'something else entirely'),
        401,
        'accounts.credentials_wrong',
      );
    }
  });

  it('may change what is theirs, and only what is sent is changed', async () => {
    const before = await the.reader.me();
    const after = await the.reader.updateMe({ first_name: 'Grace' });
    expect(after).to.deep.equal({ ...before, first_name: 'Grace' });
    expect(await the.reader.updateMe({ first_name: null })).to.deep.equal(before);
  });

  it('may go, but not with a book at home', async () => {
    const { id } = await the.reader.me();
    const loan = await the.reader.borrow((await the.shelve('Kept until the end')).id);
    await expectRefusal(the.reader.closeMyAccount(), 409, 'accounts.account_in_use');
    await the.reader.giveBack(loan.id);
    expect(await the.reader.closeMyAccount()).to.deep.equal({ status: 'Success', id });
    await expectRefusal(the.reader.me(), 401, 'request.token_invalid');
  });
});

visiting('looks after users', (the) => {
  it('lists and shows them, as a librarian', async () => {
    const me = await the.reader.me();
    expect(await the.desk.user(me.id)).to.deep.equal(me);
    const { items, total } = await the.desk.users({ per_page: 100 });
    expect(total).to.be.at.least(2);
    expect(Object.keys(items[0] ?? {})).to.deep.equal(userFields);
    await expectRefusal(the.reader.user(me.id), 403, 'request.not_allowed');
    await expectRefusal(the.desk.user(999_999_999), 404, 'accounts.patron_not_found');
  });

  it('gives them another role, as an admin', async () => {
    const admin = await the.programOf('admin');
    const { id } = await the.reader.me();
    expect(await admin.changeRole(id, 'librarian')).to.include({ id, role: 'librarian' });
    expect(await the.reader.user(id)).to.include({ id, role: 'librarian' });
    await expectRefusal(the.desk.changeRole(id, 'admin'), 403, 'request.not_allowed');
  });
});
