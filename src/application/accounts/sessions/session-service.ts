import { inject, injectable } from 'tsyringe';
import {
  accountDisabled,
  credentialsWrong,
  noSession,
  refreshTokenInvalid,
  sessionNotFound,
} from '../../../domain/accounts/refusals.js';
import type { Session } from '../../../domain/accounts/session.js';
import { secondFactorWrong } from '../../../domain/accounts/second-factor-refusals.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { AccessTrail } from '../../kernel/storage/access-trail.js';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import type { SignedIn } from '../../kernel/request/caller.js';
import { Clock } from '../../kernel/clock.js';
import { inLots } from '../../kernel/storage/in-lots.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { PatronQueries, type Account } from '../patron-queries.js';
import { Patrons } from '../patrons.js';
import { SecondFactorCheck, secondFactorCheckRefusals } from '../second-factor/second-factor-check.js';
import { Secrets } from '../secrets.js';
import { Sessions } from '../sessions.js';
import { signInFailed, SignInService } from '../sign-in-service.js';
import { TokenIssuer, type TokenPair } from './token-issuer.js';
import type { Token } from '../tokens.js';

/** The reasons for which each job can be refused. */
export const sessionRefusals = {
  start: [credentialsWrong, accountDisabled, ...secondFactorCheckRefusals.withCode],
  startSingle: [credentialsWrong, accountDisabled, ...secondFactorCheckRefusals.withoutCode],
  /** The reasons of a sign-in that do not say that password or code were wrong. */
  noGuess: [accountDisabled, ...secondFactorCheckRefusals.noGuess],
  refresh: [refreshTokenInvalid],
  end: [noSession],
  endOne: [sessionNotFound],
} as const;

interface Reuse {
  readonly reusedOf: number;
}

/** Sessions with rotating refresh tokens. Every method throws Refusals as listed in `sessionRefusals`. */
@injectable()
export class SessionService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(SignInService) private readonly signIn: SignInService,
    @inject(Patrons) private readonly patrons: Patrons,
    @inject(PatronQueries) private readonly queries: PatronQueries,
    @inject(Sessions) private readonly sessions: Sessions,
    @inject(Secrets) private readonly secrets: Secrets,
    @inject(TokenIssuer) private readonly issuer: TokenIssuer,
    @inject(SecondFactorCheck) private readonly secondFactor: SecondFactorCheck,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(AccessTrail) private readonly accesses: AccessTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Starts a session when e-mail address and password are right.
   * @param code of the second factor, which an account that has one needs
   */
  start(email: string, password: string, code?: string): Promise<TokenPair> {
    return this.signedIn(email, password, async (owner) => {
      const isPassed = await this.secondFactor.passes(owner, code);
      return this.issuer.startPair({ ...owner, ...(isPassed && { secondFactor: 'passed' }) });
    });
  }

  /** Starts a session of one token when e-mail address and password are right. It cannot be refreshed. */
  startSingle(email: string, password: string): Promise<Token> {
    return this.signedIn(email, password, async (owner) => {
      await this.secondFactor.refuseIfNeeded(owner);
      return this.issuer.startSingle(owner);
    });
  }

  /**
   * Exchanges a refresh token for a new pair. When the token was spent before, it was stolen, and its session ends. Of
   * two parallel uses, one gets the new pair and the other ends the session.
   */
  async refresh(given: string): Promise<TokenPair> {
    const outcome = await this.work.run(() => this.rotate(this.secrets.hash(given)));
    if ('accessToken' in outcome) return outcome;
    await this.work.inNewTransaction(() => this.endStolen(outcome.reusedOf));
    throw new Refusal(refreshTokenInvalid);
  }

  /** Ends the caller's session: all its tokens become invalid at once. */
  end({ session: id }: SignedIn): Promise<void> {
    return this.work.run(async () => {
      const session = id === undefined ? undefined : await this.sessions.lock(id);
      if (!session) throw new Refusal(noSession);
      if (session.endedAt !== null) return;
      session.end(this.clock.now());
      this.record('accounts.session_ended', session);
    });
  }

  /** Ends one of a patron's running sessions. */
  endOne(patronId: number, id: number): Promise<void> {
    return this.work.run(async () => {
      const session = await this.sessions.lock(id);
      if (!session?.isRunning(patronId, this.clock.now())) throw new Refusal(sessionNotFound);
      session.end(this.clock.now());
      this.record('accounts.session_ended', session);
    });
  }

  /** Removes expired sessions and refresh tokens. */
  async removeExpired(stop: AbortSignal): Promise<void> {
    await inLots(stop, (limit) => this.work.run(() => this.sessions.removeExpired(this.clock.now(), limit)));
  }

  /**
   * Lets an account sign in when e-mail address and password are right: `issue` runs in a unit of work with the patron
   * locked, asks for the second factor, and starts the session.
   */
  async signedIn<T>(email: string, password: string, issue: (owner: Account) => Promise<T>): Promise<T> {
    const { patronId, passwordHash } = await this.signIn.recognise(email, password);
    const started = this.work.run(async () => {
      const patron = await this.patrons.lock(patronId);
      // The password may have changed since it was checked. That change did not end this session, so the sign-in is
      // refused.
      if (!patron || patron.passwordHash !== passwordHash) throw new Refusal(credentialsWrong);
      if (patron.disabledAt !== null) throw new Refusal(accountDisabled);
      const subject = { type: 'patron', id: patronId };
      this.audit.record({ action: 'accounts.signed_in', subject, withNetwork: true });
      return issue({ patronId, role: patron.role, generation: patron.tokenGeneration });
    });
    return started.catch(async (error: unknown) => {
      const isWrongCode = error instanceof Refusal && error.code === secondFactorWrong.code;
      if (isWrongCode) await this.accesses.countFailure(signInFailed, patronId);
      throw error;
    });
  }

  private async rotate(hash: string): Promise<TokenPair | Reuse> {
    const now = this.clock.now();
    const token = await this.sessions.lockToken(hash);
    if (!token || token.isExpiredAt(now)) throw new Refusal(refreshTokenInvalid);
    if (token.spentAt !== null) return { reusedOf: token.sessionId };
    const session = await this.sessions.lock(token.sessionId);
    const owner = session && (await this.queries.signedIn(session.patronId, session.id));
    if (!owner) throw new Refusal(refreshTokenInvalid);
    token.spend(now);
    session.extend(now);
    this.record('accounts.session_refreshed', session);
    return this.issuer.nextPair(owner, session, now);
  }

  private async endStolen(id: number): Promise<void> {
    const session = await this.sessions.lock(id);
    if (!session || session.endedAt !== null) return;
    session.end(this.clock.now());
    this.record('accounts.refresh_token_reused', session);
  }

  private record(action: string, { id, patronId }: Session): void {
    this.audit.record({ action, subject: { type: 'session', id }, details: { patronId } });
  }
}
