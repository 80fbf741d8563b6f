import { createHash, randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { report } from '../support/faults/fault-report.js';
import { inForm } from '../support/faults/form.js';
import { KilledService, KillMoment } from '../support/faults/killed-service.js';

const kills = inForm(6, 60);
const email = 'patron@example.org';

describe('A service that is killed while somebody sets a new password with a link', function () {
  this.timeout(60_000 + kills * 10_000);
  let service: KilledService;
  before(async () => {
    service = await KilledService.start();
  });
  after(() => service.stop());

  const signIn = (password: string) => service.post('/v2/tokens', { grantType: 'password', email, password });

  /** The secret of a link, which is stored as a mail would have it. */
  async function addLink(): Promise<string> {
    const secret = `sll_${randomBytes(32).toString('base64url')}`;
    const hash = createHash('sha256').update(secret).digest('base64url');
    await service.database.query(
      `insert into account_link (hash, patron_id, purpose, email, expires_at)
       select $1, id, 'reset', email, now() + interval '30 minutes' from patron where email = $2`,
      [hash, email],
    );
    return secret;
  }

  async function count(from: string): Promise<number> {
    const { rows } = await service.database.query<{ count: number }>(
      `select count(*)::int as count from ${from}`,
    );
    return rows[0]?.count ?? 0;
  }

  it(`has set it wholly or not at all in ${kills} kills: the link, the password, the sessions and the letter`, async () => {
    const seen = { confirmed: 0, 'done but not confirmed': 0, 'not done': 0 };
    const moment = new KillMoment(300);
    let present = 'patron-demo-password';
    for (let number = 1; number <= kills; number++) {
      const wanted = `a quiet evening, number ${number}`;
      const { text } = await signIn(present);
      const { accessToken } = JSON.parse(text) as { accessToken: string };
      await service.database.query('delete from account_letter');
      const token = await addLink();
      const completion = { token, newPassword: wanted };
      const answering = service.post('/v2/password-resets/completions', completion);
      await service.kill(moment.next());
      const { outcome } = await answering;
      await service.settled(email);
      const isDone = (await count('account_link')) === 0;
      if (outcome === 204) expect(isDone, 'a confirmed password').to.equal(true);
      expect((await signIn(wanted)).outcome, 'the new password').to.equal(isDone ? 200 : 401);
      expect((await signIn(present)).outcome, 'the former password').to.equal(isDone ? 401 : 200);
      const used = await service.post('/v2/me/email-verifications', {}, accessToken);
      expect(used.outcome === 401, 'the former sessions have ended').to.equal(isDone);
      expect(await count(`account_letter where kind = 'password_changed'`)).to.equal(isDone ? 1 : 0);
      if (isDone) present = wanted;
      await service.database.query('delete from account_link');
      seen[outcome === 204 ? 'confirmed' : isDone ? 'done but not confirmed' : 'not done']++;
      moment.learn(outcome === 204);
    }
    report(`kill -9 amid a password reset, ${kills} rounds`, 'wholly or not at all', seen);
  });
});
