import { existsSync } from 'node:fs';
import type { EntityManager } from '@mikro-orm/postgresql';
import { createConfig, type Config } from '../../config/index.js';
import type { SeedContext } from '../../seeds/seed-context.js';
import { allFeatures } from '../../src/composition/all-features.js';
import { plant } from '../../src/composition/database/seeding.js';
import { administrate, freshDatabase, seededAt } from '../../test/support/postgres.js';
import type { Conversation } from '../conversations/conversation.js';

/**
 * The content at the beginning of a conversation: a folder for each seed, and in it a file for each feature. Each
 * release locks the folders. Unlike the development seeds they must not grow: conversations that need other content get
 * a further seed with a name of its own.
 */
const home = new URL('./', import.meta.url);

/** The content of one feature. */
export interface Shelf {
  fill(em: EntityManager, context: SeedContext): Promise<void>;
}

const templates = new Map<Conversation['seed'], Promise<string>>();
let copies = 0;

/** Creates a database with this content and returns its URL. */
export async function freshLibrary(seed: Conversation['seed']): Promise<string> {
  const template = templates.get(seed) ?? prepare(seed);
  templates.set(seed, template);
  const url = new URL(await template);
  const name = `conversation_${process.pid}_${++copies}`;
  await administrate(`create database ${name} template ${url.pathname.slice(1)}`);
  url.pathname = `/${name}`;
  return url.href;
}

/** The databases are gone with their server. */
export function forgetLibraries(): void {
  templates.clear();
}

/** Makes all conversations begin with another database, for example an upgraded one. */
export function beginWith(seed: Conversation['seed'], url: string): void {
  templates.set(seed, Promise.resolve(url));
}

let way = (url: string): Partial<Config> => ({ databaseUrl: url });

/** The configuration for a service that uses this database. */
export function configFor(url: string): Partial<Config> {
  return way(url);
}

/** Makes all conversations connect in another way, for example through a pooler. */
export function reachBy(another: typeof way): void {
  way = another;
}

async function prepare(seed: Conversation['seed']): Promise<string> {
  const url = await freshDatabase('migrated');
  await fillLibrary(url, seed);
  return url;
}

/** Adds the content. */
export async function fillLibrary(url: string, seed: Conversation['seed'] = 'branch-1'): Promise<void> {
  await plant(createConfig('test', { databaseUrl: url }), seededAt, async (em, context) => {
    for (const shelf of await shelves(seed)) await shelf.fill(em, context);
  });
}

async function shelves(seed: Conversation['seed']): Promise<Shelf[]> {
  const all = allFeatures.map(({ name }) => new URL(`${seed}/${name}.js`, home));
  const files = all.filter((file) => existsSync(file));
  return Promise.all(files.map((file) => import(file.href) as Promise<Shelf>));
}
