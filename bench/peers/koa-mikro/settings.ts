import { MikroORM } from '@mikro-orm/postgresql';
import { entities } from './entities.js';

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

export const settings = {
  port: Number(required('PORT')),
  databaseUrl: required('DATABASE_URL'),
  jwtSecret: required('JWT_SECRET'),
  cache: process.env['CACHE'] ?? 'none',
  redisUrl: process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379',
};

export function openOrm(): Promise<MikroORM> {
  return MikroORM.init({ clientUrl: settings.databaseUrl, entities, pool: { max: 10 } });
}
