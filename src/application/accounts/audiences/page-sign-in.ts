import { inject, injectable } from 'tsyringe';
import { accountDisabled, credentialsWrong } from '../../../domain/accounts/refusals.js';
import type { SignedIn } from '../../kernel/request/caller.js';
import type { PageVisit, PageVisits } from '../../kernel/request/page-visits.js';
import { SecondFactorCheck, secondFactorCheckRefusals } from '../second-factor/second-factor-check.js';
import { SessionService } from '../sessions/session-service.js';
import { TokenIssuer } from '../sessions/token-issuer.js';
import { SignInService } from '../sign-in-service.js';
import { PageTokens, type Token, type Tokens } from '../tokens.js';

/** A visit ends after this time without a request, and after a working day in any case. */
const lifetimes = { idle: 30 * 60, session: 12 * 60 * 60 };

/** The reasons for which a sign-in can be refused. */
export const pageSignInRefusals = {
  start: [credentialsWrong, accountDisabled, ...secondFactorCheckRefusals.withoutGrace],
  /** Those that do not say that password or code were wrong. */
  noGuess: [accountDisabled, ...secondFactorCheckRefusals.noGuessWithoutGrace],
} as const;

/** Lets people sign in to the pages of the service, with tokens that no API accepts. */
@injectable()
export class PageSignIn implements PageVisits {
  constructor(
    @inject(SessionService) private readonly sessions: SessionService,
    @inject(SecondFactorCheck) private readonly secondFactor: SecondFactorCheck,
    @inject(TokenIssuer) private readonly issuer: TokenIssuer,
    @inject(PageTokens) private readonly tokens: Tokens,
    @inject(SignInService) private readonly signIn: SignInService,
  ) {}

  /**
   * Starts a session when e-mail address and password are right.
   * @param code of the second factor, which an account that has one needs
   * @throws Refusal as listed in `pageSignInRefusals.start`
   */
  start(email: string, password: string, code?: string): Promise<Token> {
    return this.sessions.signedIn(email, password, async (owner) => {
      const isPassed = await this.secondFactor.passesWithoutGrace(owner, code);
      const traits = { refreshable: false, seconds: lifetimes.session };
      const signedIn = { ...owner, ...(isPassed && { secondFactor: 'passed' as const }) };
      const session = await this.issuer.startSession(signedIn, traits);
      return this.tokens.issue({ ...owner, session: session.id }, lifetimes.idle);
    });
  }

  async find(token: string): Promise<PageVisit | undefined> {
    const claims = this.tokens.read(token);
    const visitor = claims && (await this.signIn.holder(claims));
    if (!visitor || visitor.secondFactor === 'missing') return undefined;
    return { visitor, next: this.tokens.issue({ ...claims, role: visitor.role }, lifetimes.idle) };
  }

  end(visitor: SignedIn): Promise<void> {
    return this.sessions.end(visitor);
  }
}
