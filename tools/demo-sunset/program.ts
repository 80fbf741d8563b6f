import type { PlannedPatron } from '../../seeds/accounts/plant-patrons.js';
import type { Question, Reply } from '../../test/support/ask.js';
import { path, successor } from './ending.js';
import type { Library } from './library.js';

const in23 = { 'API-Version': '2.3' };
const scopes = ['catalogue:read', 'usage:read'];

/** A client of the library: a program with a key, and the person to whom it belongs. */
export class Program {
  readonly email: string;
  #key = '';
  #path = path;
  /** What it was told, without repetitions. */
  readonly heard: string[] = [];

  constructor(
    private readonly library: Library,
    readonly name: string,
  ) {
    this.email = emailOf(name);
  }

  /** Its owner signs in, and makes a key for it. */
  async begin(): Promise<void> {
    const json = { name: this.name, scopes };
    const { text } = await this.asOwner('/v2/api-keys', { method: 'POST', json });
    this.#key = (JSON.parse(text) as { key: string }).key;
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

  ask(to: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
    const agent = { 'User-Agent': `${this.name}/1.0` };
    return this.library.ask(to, { token: this.#key, headers: { ...agent, ...headers } });
  }

  /** Rehearses a moment with the operation that will go away. */
  async rehearse(moment: string): Promise<Reply> {
    return this.ask(path, { Prefer: `lifecycle-at="${moment}"` });
  }

  /** How many changes between the majors concern it, and how many do not. */
  async report(): Promise<{ readonly affecting: readonly unknown[]; readonly unaffected: number }> {
    const { text } = await this.ask('/v2/me/migration-report?from=1.0&to=2.2', in23);
    console.log(text);
    return JSON.parse(text) as { affecting: unknown[]; unaffected: number };
  }

  /** A key cannot agree to anything; its owner can. */
  async asOwner(to: string, question: Question): Promise<Reply> {
    const json = { email: this.email, password: passwordOf(this.name) };
    const { text } = await this.library.ask('/v2/tokens', { method: 'POST', json });
    const { accessToken } = JSON.parse(text) as { accessToken: string };
    return this.library.ask(to, { ...question, token: accessToken, headers: in23 });
  }
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

/** The account of the owner of a program. */
export function ownerOf(name: string, createdAt: Date): PlannedPatron {
  return {
    username: name.toLowerCase(),
    firstName: 'Owner of',
    lastName: name,
    email: emailOf(name),
    category: 'adult',
    role: 'patron',
    createdAt,
    expiresAt: null,
    blocks: [],
    password: passwordOf(name),
  };
}

const emailOf = (name: string): string => `owner@${name.toLowerCase()}.example`;
const passwordOf = (name: string): string => `a password for ${name}`;
