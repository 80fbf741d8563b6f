import { expect } from 'chai';
import { Secret, TOTP } from 'otpauth';
import type { Reply } from '../support/ask.js';
import { report } from '../support/faults/fault-report.js';
import { inForm } from '../support/faults/form.js';
import { KilledService, KillMoment } from '../support/faults/killed-service.js';

const kills = inForm(6, 60);
const account = { email: 'librarian@example.org', password: 'librarian-demo-password' };

interface Factor {
  readonly active: boolean;
  readonly codes: number;
}

describe('A service that is killed while somebody sets up a second factor', function () {
  this.timeout(60_000 + kills * 10_000);
  let service: KilledService;
  before(async () => {
    service = await KilledService.start();
  });
  after(() => service.stop());

  const signIn = (code?: string): Promise<Reply> =>
    service.post('/v2/tokens', {
      grantType: 'password',
      ...account,
      ...(code !== undefined && { secondFactorCode: code }),
    });
  const codeOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate();

  /** The stored state, which is whole at every moment: none, or a secret with ten recovery codes. */
  async function stored(): Promise<Factor> {
    await service.settled(account.email);
    const { rows } = await service.database.query<Factor>(
      `select secret is not null as active, cardinality(recovery_codes) as codes from second_factor`,
    );
    return rows[0] ?? { active: false, codes: 0 };
  }

  it(`leaves a whole one or none in ${kills} kills, and never an account that nobody can sign in to`, async () => {
    const seen = { confirmed: 0, 'done but not confirmed': 0, 'not done': 0 };
    const moment = new KillMoment(40);
    for (let number = 1; number <= kills; number++) {
      await service.database.query('delete from second_factor');
      const token = tokenIn(await signIn());
      const begun = await service.post('/v2/me/second-factor', { currentPassword: account.password }, token);
      const { secret } = JSON.parse(begun.text) as { secret: string };
      const code = { code: codeOf(secret) };
      const answering = service.post('/v2/me/second-factor/confirmations', code, token);
      await service.kill(moment.next());
      const { outcome } = await answering;
      const { active, codes } = await stored();
      expect(codes, 'recovery codes').to.equal(active ? 10 : 0);
      if (outcome === 200) expect(active, 'a confirmed second factor').to.equal(true);
      expect((await signIn()).outcome).to.equal(active ? 403 : 200);
      seen[outcome === 200 ? 'confirmed' : active ? 'done but not confirmed' : 'not done']++;
      moment.learn(outcome === 200);
    }
    report(`kill -9 amid an enrolment, ${kills} rounds`, 'no half second factor, nobody locked out', seen);
  });
});

function tokenIn({ text }: Reply): string {
  return (JSON.parse(text) as { accessToken: string }).accessToken;
}
