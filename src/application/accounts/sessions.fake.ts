import type { RefreshToken, Session } from '../../domain/accounts/session.js';
import type { FakeUnitOfWork } from '../kernel/storage/unit-of-work.fake.js';
import type { Sessions } from './sessions.js';

/** Sessions and refresh tokens in memory. Changes of a locked one are stored with the unit of work. */
export class FakeSessions implements Sessions {
  sessions: readonly Session[] = [];
  tokens: readonly RefreshToken[] = [];
  #ids = 0;

  constructor(private readonly work: FakeUnitOfWork) {}

  add(session: Session): Promise<void> {
    this.#ids += 1;
    Object.assign(session, { id: this.#ids });
    const others = this.sessions.filter(
      ({ patronId, expiresAt }) => patronId !== session.patronId || expiresAt > session.startedAt,
    );
    this.#replaceSessions([...others, session]);
    return Promise.resolve();
  }

  addToken(token: RefreshToken, now: Date): Promise<void> {
    const others = this.tokens.filter(
      ({ sessionId, expiresAt }) => sessionId !== token.sessionId || expiresAt > now,
    );
    this.#replaceTokens([...others, token]);
    return Promise.resolve();
  }

  lockToken(hash: string): Promise<RefreshToken | undefined> {
    const token = this.tokens.find((each) => each.hash === hash);
    if (token) this.work.lock('token', hash);
    return Promise.resolve(this.work.track(token));
  }

  lock(id: number): Promise<Session | undefined> {
    const session = this.sessions.find((each) => each.id === id);
    if (session) this.work.lock('session', id);
    return Promise.resolve(this.work.track(session));
  }

  removeExpired(now: Date, limit: number): Promise<number> {
    const tokens = new Set(this.tokens.filter(({ expiresAt }) => expiresAt <= now).slice(0, limit));
    const sessions = new Set(this.sessions.filter(({ expiresAt }) => expiresAt <= now).slice(0, limit));
    this.#replaceTokens(this.tokens.filter((token) => !tokens.has(token)));
    this.#replaceSessions(this.sessions.filter((session) => !sessions.has(session)));
    return Promise.resolve(Math.max(tokens.size, sessions.size));
  }

  endAll(patronId: number, now: Date, except?: number): Promise<void> {
    const running = this.sessions.filter((each) => each.patronId === patronId && each.endedAt === null);
    for (const session of running.filter(({ id }) => id !== except)) this.work.track(session)?.end(now);
    return Promise.resolve();
  }

  removeAll(patronId: number): Promise<void> {
    this.#replaceSessions(this.sessions.filter((each) => each.patronId !== patronId));
    return Promise.resolve();
  }

  #replaceSessions(sessions: readonly Session[]): void {
    const before = this.sessions;
    this.sessions = sessions;
    this.work.write(() => (this.sessions = before));
  }

  #replaceTokens(tokens: readonly RefreshToken[]): void {
    const before = this.tokens;
    this.tokens = tokens;
    this.work.write(() => (this.tokens = before));
  }
}
