import { existsSync } from 'node:fs';
import type { EntityManager } from '@mikro-orm/postgresql';
import { createConfig, type Config } from '../../config/index.js';
import type { SeedContext } from '../../seeds/seed-context.js';
import { allFeatures } from '../../src/composition/all-features.js';
import { plant } from '../../src/composition/database/seeding.js';
import { administrate, freshDatabase, seededAt } from '../../test/support/postgres.js';
import type { Conversation } from '../conversations/conversation.js';

/**
 * The content that conversations begin with, a file for each feature. It is frozen as they are: what is seeded for
 * development may grow, this may not. Whatever needs more content gets a further one, under a name of its own.
 */
const home = new URL('./', import.meta.url);

/** What a feature puts into the library of the conversations. */
export interface Shelf {
  fill(em: EntityManager, context: SeedContext): Promise<void>;
}

const templates = new Map<Conversation['seed'], Promise<string>>();
let copies = 0;

/** The address of a library of one's own with this content. */
export async function freshLibrary(seed: Conversation['seed']): Promise<string> {
  const template = templates.get(seed) ?? prepare();
  templates.set(seed, template);
  const url = new URL(await template);
  const name = `conversation_${process.pid}_${++copies}`;
  await administrate(`create database ${name} template ${url.pathname.slice(1)}`);
  url.pathname = `/${name}`;
  return url.href;
}

/** Lets all conversations begin with a library that came to be in another way, as by an upgrade. */
export function beginWith(seed: Conversation['seed'], url: string): void {
  templates.set(seed, Promise.resolve(url));
}

let way = (url: string): Partial<Config> => ({ databaseUrl: url });

/** What makes the service use such a library. */
export function configFor(url: string): Partial<Config> {
  return way(url);
}

/** Lets all conversations reach their library in another way, as through a pooler. */
export function reachBy(another: typeof way): void {
  way = another;
}

async function prepare(): Promise<string> {
  const url = await freshDatabase('migrated');
  await fillLibrary(url);
  return url;
}

/** Puts the content in. */
export async function fillLibrary(url: string): Promise<void> {
  await plant(createConfig('test', { databaseUrl: url }), seededAt, async (em, context) => {
    for (const shelf of await shelves()) await shelf.fill(em, context);
  });
}

async function shelves(): Promise<Shelf[]> {
  const files = allFeatures.map(({ name }) => new URL(`${name}.js`, home)).filter((file) => existsSync(file));
  return Promise.all(files.map((file) => import(file.href) as Promise<Shelf>));
}
