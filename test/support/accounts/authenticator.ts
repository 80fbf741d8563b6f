import { Secret, TOTP } from 'otpauth';
import type { Answer } from '../api-client.js';
import type { HandClock } from '../clock.js';
import type { Person } from '../people.js';
import type { RunningService } from '../service.js';

type Api = Pick<RunningService, 'api'>;

/** An authenticator app that scanned a secret. */
export class Authenticator {
  /** @param ahead seconds by which the clock of the phone is ahead of the service */
  constructor(
    readonly secret: string,
    private readonly clock: Pick<HandClock, 'now'>,
    public ahead = 0,
  ) {}

  /** The code that it shows. */
  code(): string {
    const totp = new TOTP({ secret: Secret.fromBase32(this.secret) });
    return totp.generate({ timestamp: this.clock.now().getTime() + this.ahead * 1_000 });
  }
}

export function beginSetUp({ api }: Api, token: string, json: object): Promise<Answer> {
  return api.post('/v2/me/second-factor', { token, json });
}

export function confirmSetUp({ api }: Api, token: string, code: string): Promise<Answer> {
  return api.post('/v2/me/second-factor/confirmations', { token, json: { code } });
}

export function signInWith(
  { api }: Api,
  { email, password }: Pick<Person, 'email' | 'password'>,
  secondFactorCode?: string,
): Promise<Answer> {
  const code = secondFactorCode === undefined ? {} : { secondFactorCode };
  return api.post('/v2/tokens', { json: { grantType: 'password', email, password, ...code } });
}

/** Sets up a second factor with a new session. Returns the app, the recovery codes and a token of that session. */
export async function enrol(
  library: Api & { readonly clock: Pick<HandClock, 'now'> },
  person: Pick<Person, 'email' | 'password'>,
  ahead = 0,
): Promise<{ app: Authenticator; recoveryCodes: string[]; token: string }> {
  const token = (await signInWith(library, person)).body.accessToken as string;
  const { body } = await beginSetUp(library, token, { currentPassword: person.password });
  const app = new Authenticator(body.secret as string, library.clock, ahead);
  const confirmed = await confirmSetUp(library, token, app.code());
  return { app, recoveryCodes: confirmed.body.recoveryCodes as string[], token };
}
