import { inject, injectable } from 'tsyringe';
import { accountDisabled, credentialsWrong, operatorsOnly } from '../../../domain/accounts/refusals.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import type { Callers, SignedIn } from '../../kernel/request/caller.js';
import { SecondFactorCheck, secondFactorCheckRefusals } from '../second-factor/second-factor-check.js';
import { SessionService } from '../sessions/session-service.js';
import { TokenIssuer } from '../sessions/token-issuer.js';
import { SignInService } from '../sign-in-service.js';
import { OperatorTokens, type Token, type Tokens } from '../tokens.js';

/** The lifetime of a token. It cannot be refreshed. */
const seconds = 900;

/** The reasons for which a sign-in can be refused. */
export const operatorSignInRefusals = {
  start: [credentialsWrong, accountDisabled, operatorsOnly, ...secondFactorCheckRefusals.withoutGrace],
  /** Those that do not say that password or code were wrong. */
  noGuess: [accountDisabled, operatorsOnly, ...secondFactorCheckRefusals.noGuessWithoutGrace],
} as const;

/** Lets admins sign in to the operators' API, with tokens that are valid nowhere else. */
@injectable()
export class OperatorSignIn implements Callers {
  constructor(
    @inject(SessionService) private readonly sessions: SessionService,
    @inject(SecondFactorCheck) private readonly secondFactor: SecondFactorCheck,
    @inject(TokenIssuer) private readonly issuer: TokenIssuer,
    @inject(OperatorTokens) private readonly tokens: Tokens,
    @inject(SignInService) private readonly signIn: SignInService,
  ) {}

  /**
   * Starts a session of one token when e-mail address and password are those of an admin.
   * @param code of the second factor
   * @throws Refusal as listed in `operatorSignInRefusals.start`
   */
  start(email: string, password: string, code?: string): Promise<Token> {
    return this.sessions.signedIn(email, password, async (owner) => {
      if (owner.role !== 'admin') throw new Refusal(operatorsOnly);
      const isPassed = await this.secondFactor.passesWithoutGrace(owner, code);
      const traits = { refreshable: false, seconds };
      const signedIn = { ...owner, ...(isPassed && { secondFactor: 'passed' as const }) };
      const session = await this.issuer.startSession(signedIn, traits);
      return this.tokens.issue({ ...owner, session: session.id }, seconds);
    });
  }

  /** Without the pins, which are about the majors of the library. */
  async identify(token: string): Promise<SignedIn | undefined> {
    const claims = this.tokens.read(token);
    const holder = claims && (await this.signIn.holder(claims));
    if (!holder) return undefined;
    const { pins: _, ...operator } = holder;
    return operator;
  }
}
