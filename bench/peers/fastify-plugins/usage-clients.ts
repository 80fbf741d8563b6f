import { hash, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { pool } from '../fastify-pg/database.js';

/** A client whose calls are counted. */
export interface Client {
  readonly ref: string;
  readonly kind: 'account' | 'program' | 'anonymous';
  readonly patronId: string | null;
  readonly program: string | null;
}

const programs = new LRUCache<string, Client>({ max: 10_000 });
const addresses = new LRUCache<string, Client>({ max: 10_000 });
const accounts = new LRUCache<string, Client>({ max: 10_000 });
let developers = new Set<number>();
let salt = '';

/** An account of staff or of a developer; else the program of a patron; else the network of nobody. */
export function clientOf({ caller, ip, headers }: FastifyRequest): Client {
  if (!caller) return remembered(addresses, ip, nobody);
  if (caller.role !== 'patron' || developers.has(Number(caller.sub)))
    return remembered(accounts, caller.sub, account);
  return remembered(programs, headers['user-agent'] ?? '', programOf);
}

/** Reads what is needed to tell clients apart, every few seconds. */
export async function learn(): Promise<void> {
  const day = today();
  const { rows } = await pool.query<{ id: number }>(
    `SELECT patron_id AS id FROM consumer WHERE kind = 'account' AND developer`,
  );
  developers = new Set(rows.map(({ id }) => id));
  await pool.query('INSERT INTO usage_salt (day, salt) VALUES ($1, $2) ON CONFLICT (day) DO NOTHING', [
    day,
    randomBytes(16).toString('hex'),
  ]);
  const found = await pool.query<{ salt: string }>('SELECT salt FROM usage_salt WHERE day = $1', [day]);
  salt = found.rows[0]?.salt ?? '';
  addresses.clear();
}

function account(id: string): Client {
  return { ref: `account:${id}`, kind: 'account', patronId: id, program: null };
}

/** The first product of the user agent. */
function programOf(userAgent: string): Client {
  const name = /^[\w.-]+/.exec(userAgent)?.[0].toLowerCase() ?? '(unnamed)';
  return { ref: `program:${name}`, kind: 'program', patronId: null, program: name };
}

/** A hash of the network that changes each day. */
function nobody(address: string): Client {
  const network = `${address.split('.').slice(0, 3).join('.')}.0/24`;
  const name = hash('sha256', `${salt} ${today()} ${network}`).slice(0, 3);
  return { ref: `anonymous:${today()}:${name}`, kind: 'anonymous', patronId: null, program: null };
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function remembered(all: LRUCache<string, Client>, name: string, make: (name: string) => Client): Client {
  const client = all.get(name) ?? make(name);
  all.set(name, client);
  return client;
}
