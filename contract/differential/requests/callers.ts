import { codeOf } from '../sides/one-time-code.js';
import { demo } from '../content/desk.js';
import { clerks, readers, readersPassword } from '../content/fill.js';
import type { Random } from '../content/random.js';
import type { Operation } from '../sources/documents.js';
import type { Talk } from './talk.js';
import type { World } from '../sources/world.js';

/** Who makes a request. */
export interface Caller {
  readonly role: 'anonymous' | 'patron' | 'librarian' | 'admin';
  /** The scopes of an API key; undefined for people. */
  readonly scopes?: readonly string[];
  /** Undefined: no token is sent. */
  readonly token: string | undefined;
}

/** Somebody whose requests are about the own account: a reader, whose account may come to an end, or a clerk. */
export interface Reader {
  email: string;
  password: string;
  token: string | undefined;
  /** The newest refresh token. */
  refreshToken?: string | undefined;
  /** The secret of a second factor that is set up, and whether it is confirmed. */
  secret?: string | undefined;
  isConfirmed?: boolean;
  /** Ids of the sessions that are open. */
  sessions?: readonly string[];
}

const staff = ['admin', 'librarian', 'patron'] as const;
const ranks = ['anonymous', 'patron', 'librarian', 'admin'];
/** A token lasts for 15 minutes. */
const signInAgainMs = 12 * 60_000;
const fewestReaders = 8;

const signedOut = (email: string): Reader => ({ email, password: readersPassword, token: undefined });

const nobody: Caller = { role: 'anonymous', token: undefined };

/** Everybody who makes requests. They sign in through requests that are compared as well. */
export class Callers {
  private people: Caller[] = [];
  private keys: Caller[] = [];
  private recent: string[] = [];
  private old: string[] = [];
  private signedInAt = -Infinity;
  private enrolled = 0;
  private clerksKey: string | undefined;
  private readonly readers: Reader[] = readers.map(signedOut);
  private readonly clerks: readonly Reader[] = clerks.map(signedOut);

  constructor(
    private readonly talk: Talk,
    readonly operations: readonly Operation[],
    private readonly random: Random,
    private readonly world: World,
  ) {}

  /** The tokens of the people who are never lost. */
  get tokens(): readonly string[] {
    return this.people.flatMap(({ token }) => token ?? []);
  }

  /** Signs everybody in when their tokens are about to expire. */
  async refresh(): Promise<void> {
    if (this.talk.at - this.signedInAt < signInAgainMs) return;
    this.signedInAt = this.talk.at;
    // Those of the time before: the last ones are still valid for a moment.
    this.old = this.recent;
    this.recent = this.people.flatMap(({ token }) => token ?? []);
    this.people = [];
    for (const role of staff) this.people.push({ role, token: await this.signIn(demo(role)) });
    for (const reader of [...this.readers, ...this.clerks]) reader.token = undefined;
    if (this.keys.length > 0) return;
    await this.makeKeys();
    await this.makeClerksKey();
  }

  /** Somebody who may call an operation; mostly somebody whom it is for. */
  fitting({ audience, scope }: Operation): Caller {
    const mayCall = ({ role, scopes }: Caller) =>
      ranks.indexOf(role) >= ranks.indexOf(audience) &&
      (!scopes || (scope !== undefined && scopes.includes(scope)));
    const all = [nobody, ...this.people, ...this.keys].filter(mayCall);
    const nearest = all.filter(({ role }) => role === audience);
    return this.random.pick(nearest.length > 0 && this.random.chance(25) ? nearest : all);
  }

  /** Anybody, whether the operation is for them or not. */
  any(): Caller {
    return this.random.pick([nobody, ...this.people, ...this.people, ...this.keys, this.stranger()]);
  }

  /** Nobody, or somebody whose token is not valid. */
  stranger(): Caller {
    const token = this.random.pick([undefined, undefined, ...this.old, 'x', foreign, '']);
    return { role: 'anonymous', token };
  }

  /** Nobody's, a key's without the scope, and some that are not valid. */
  weakTokens(): (string | undefined)[] {
    const keys = this.keys.filter(({ scopes }) => scopes?.length === 1).map(({ token }) => token);
    return [undefined, 'x', foreign, ...keys];
  }

  /** The token of the patron of the demo logins. */
  get patron(): string | undefined {
    return this.people.find(({ role }) => role === 'patron')?.token;
  }

  /** Somebody who is signed in, and may make this request about the own account. */
  async owner({ audience, path, id }: Operation): Promise<Reader> {
    // A key has no session that could end.
    if (id === 'endCurrentTokens' && this.random.chance(20))
      return { ...signedOut(''), token: this.clerksKey };
    const isForStaff = audience === 'librarian' || path.includes('second-factor');
    const isClerk = isForStaff || (['issueTokens', 'loginUser'].includes(id) && this.random.chance(30));
    return isClerk ? this.clerk() : this.reader();
  }

  private async clerk(): Promise<Reader> {
    const clerk = this.random.pick(this.clerks);
    clerk.token ??= await this.signIn(clerk, clerk);
    return clerk;
  }

  /** Many requests close accounts, so that new readers take their places. */
  private async reader(): Promise<Reader> {
    if (this.readers.length < fewestReaders) await this.enrol();
    const reader = this.random.pick(this.readers.slice(0, 6));
    if (reader.token === undefined) await this.signReaderIn(reader);
    return reader;
  }

  /** This reader cannot sign in any more. */
  lose(reader: Reader): void {
    const index = this.readers.indexOf(reader);
    if (index >= 0) this.readers.splice(index, 1);
  }

  private async enrol(): Promise<void> {
    const name = `late.reader${++this.enrolled}`;
    const reader = signedOut(`${name}@example.org`);
    const body = JSON.stringify({ username: name, email: reader.email, password: reader.password });
    await this.post('registerPatron', body);
    this.readers.push(reader);
  }

  private async signReaderIn(reader: Reader): Promise<void> {
    reader.token = await this.signIn(reader, reader);
    if (reader.token === undefined) this.lose(reader);
  }

  private async signIn(
    { email, password }: { email: string; password: string },
    reader?: Reader,
  ): Promise<string | undefined> {
    const code =
      reader?.isConfirmed === true && reader.secret !== undefined ? codeOf(reader.secret) : undefined;
    const body = JSON.stringify({ grantType: 'password', email, password, secondFactorCode: code });
    const answer = await this.post('issueTokens', body);
    if (answer.status >= 300) return undefined;
    const { accessToken, refreshToken } = JSON.parse(answer.text) as Record<string, string>;
    if (reader) reader.refreshToken = refreshToken;
    return accessToken;
  }

  /** Keys of each role, with all scopes and with one. */
  private async makeKeys(): Promise<void> {
    const all = new Set(this.operations.flatMap(({ scope }) => scope ?? []));
    all.delete('accounts:write');
    for (const { role, token } of this.people) {
      for (const scopes of [[...all], ['catalogue:read']]) {
        const body = JSON.stringify({ name: `key of ${role}`, scopes });
        const answer = await this.post('createApiKey', body, token);
        if (answer.status < 300) {
          const { key, id } = JSON.parse(answer.text) as { key: string; id: string };
          this.world.protect('apiKey', id);
          this.keys.push({ role, scopes, token: key });
        }
      }
    }
  }

  private async makeClerksKey(): Promise<void> {
    const { token } = await this.clerk();
    const { text } = await this.post(
      'createApiKey',
      '{"name":"of a clerk","scopes":["accounts:write"]}',
      token,
    );
    this.clerksKey = (JSON.parse(text) as { key?: string }).key;
  }

  private post(id: string, body: string, token?: string) {
    const operation = this.operations.find((each) => each.id === id);
    if (!operation) throw new Error(`No document has the operation ${id}.`);
    const { method, path } = operation;
    const authorization = token === undefined ? [] : [['Authorization', `Bearer ${token}`] as const];
    const headers = [['Content-Type', 'application/json'] as const, ...authorization];
    return this.talk.ask(operation, { method, target: path, headers, body });
  }
}

/** A token of another library: its form is right, its signature is not. */
const foreign =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIiwiaXNzIjoic2hlbGZsaWZlIn0.c2lnbmVkLWJ5LXNvbWVib2R5LWVsc2U';
