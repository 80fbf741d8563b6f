import { setTimeout as wait } from 'node:timers/promises';
import type { PlannedPatron } from '../../seeds/accounts/plant-patrons.js';
import type { Question, Reply } from '../../test/support/ask.js';
import { path, successor } from './ending.js';
import type { Library } from './library.js';

export const in23 = { 'API-Version': '2.3' };
const [triesAtMost, pauseMs] = [20, 500];
const scopes = ['catalogue:read', 'usage:read', 'usage:write'];

interface MigrationReport {
  readonly affecting: readonly unknown[];
  readonly unaffected: number;
}

/** A client of the library: a program with a key, and the person to whom it belongs. */
export class Program {
  readonly email: string;
  #key = '';
  #path = path;
  /** What it was told, without repetitions. */
  readonly heard: string[] = [];
  /** The ids of its requests, as the answers have them. */
  readonly requestIds = new Set<string>();

  constructor(
    private readonly library: Library,
    readonly name: string,
  ) {
    this.email = emailOf(name);
  }

  /** Its owner signs in, and makes a key for it. */
  async begin(): Promise<void> {
    const json = { name: this.name, scopes };
    const made = await this.asOwner('/v2/api-keys', { method: 'POST', json });
    this.#key = (bodyOf(made) as { key: string }).key;
  }

  /** Calls the library as every day. Returns what it is told, if that differs from the day before. */
  async call(): Promise<string | undefined> {
    const told = saying(this.#path, await this.ask(this.#path));
    if (told === this.heard.at(-1)) return undefined;
    this.heard.push(told);
    return told;
  }

  migrate(): void {
    this.#path = successor;
  }

  async ask(to: string, { headers, ...question }: Question = {}): Promise<Reply> {
    const agent = { 'User-Agent': `${this.name}/1.0` };
    const asked = { ...question, token: this.#key, headers: { ...agent, ...headers } };
    for (let tries = 1; ; tries += 1) {
      const reply = await this.library.ask(to, asked);
      this.requestIds.add(String(reply.headers['x-request-id']));
      // A busy machine, or one that makes its first report, may send requests away.
      if (reply.outcome !== 503 || tries === triesAtMost) return reply;
      await wait(pauseMs);
    }
  }

  /** Rehearses a moment with the operation that will go away. */
  async rehearse(moment: string): Promise<Reply> {
    return this.ask(path, { headers: { Prefer: `lifecycle-at="${moment}"` } });
  }

  /** How many changes between the majors concern it, and how many do not. */
  async report(): Promise<MigrationReport> {
    const { text } = await this.ask('/v2/me/migration-report?from=1.0&to=2.2', { headers: in23 });
    return JSON.parse(text) as { affecting: unknown[]; unaffected: number };
  }

  /** A key cannot agree to anything; its owner can. */
  async asOwner(to: string, question: Question): Promise<Reply> {
    const json = { grantType: 'password', email: this.email, password: passwordOf(this.name) };
    const signedIn = await this.library.ask('/v2/tokens', { method: 'POST', json });
    const { accessToken: token } = bodyOf(signedIn) as { accessToken: string };
    return this.library.ask(to, { ...question, token, headers: in23 });
  }
}

/** The body of an answer that must be a success. @throws Error with the answer otherwise */
export function bodyOf({ outcome, text }: Reply): unknown {
  if (outcome !== 200 && outcome !== 201) throw new Error(`The library answers ${outcome}: ${text}`);
  return JSON.parse(text) as unknown;
}

/** What an answer tells a client that reads it with care. */
function saying(to: string, { outcome, headers, text }: Reply): string {
  const asked = `GET ${to}: ${outcome}`;
  if (outcome === 410) return `${asked} ${(JSON.parse(text) as { code: string }).code}`;
  const { deprecation, sunset } = headers;
  return deprecation === undefined
    ? asked
    : `${asked}, Deprecation: ${String(deprecation)}, Sunset: ${String(sunset)}`;
}

/** The account of the owner of a program. Only staff have keys. */
export function ownerOf(name: string, createdAt: Date): PlannedPatron {
  return {
    username: name.toLowerCase(),
    firstName: 'Owner of',
    lastName: name,
    email: emailOf(name),
    category: 'staff',
    role: 'librarian',
    createdAt,
    expiresAt: null,
    blocks: [],
    password: passwordOf(name),
  };
}

const emailOf = (name: string): string => `owner@${name.toLowerCase()}.example`;
const passwordOf = (name: string): string => `a password for ${name}`;
