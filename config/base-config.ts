import 'reflect-metadata';
import { type Limit, parseLimit } from './limit.js';
import { maskAll, maskUrl } from './mask.js';
import { Host, OneOf, Origins, Rate, Text, TimeZone, TrueOrFalse, Url, WholeNumber } from './rules.js';
import { Variable } from './variable.js';

export const environmentNames = ['development', 'test', 'staging', 'production'] as const;
export type EnvironmentName = (typeof environmentNames)[number];

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** All that can be set from outside. What is abstract differs from one environment to another. */
export abstract class BaseConfig {
  abstract readonly name: EnvironmentName;

  @Variable('HOST', 'Address the web process listens on.')
  @Host()
  abstract host: string;

  @Variable('PORT', 'TCP port of the web process; 0 takes any free one.')
  @WholeNumber(0, 65_535)
  port = 3000;

  @Variable(
    'DATABASE_URL',
    'PostgreSQL to use. Required in staging and production; development and test else start their own.',
    maskUrl,
  )
  @Url('postgres', 'postgresql')
  abstract databaseUrl?: string;

  @Variable('DATABASE_POOL_MAX', 'Connections to PostgreSQL that one process holds at most.')
  @WholeNumber(1, 200)
  databasePoolMax = 10;

  @Variable(
    'REDIS_URL',
    'Redis that all instances share; without it, cache and limits are kept in memory.',
    maskUrl,
  )
  @Url('redis', 'rediss')
  redisUrl?: string;

  @Variable(
    'JWT_SECRET',
    'Key that signs tokens. Staging and production require their own, of 32 characters or more.',
    maskAll,
  )
  @Text()
  abstract jwtSecret: string;

  @Variable('LIBRARY_TIME_ZONE', 'Where the library stands: a loan falls due at the end of its local day.')
  @TimeZone()
  libraryTimeZone = 'UTC';

  @Variable('LOG_LEVEL', `The least serious lines to log: ${logLevels.join(', ')}.`)
  @OneOf(logLevels)
  logLevel: (typeof logLevels)[number] = 'info';

  @Variable('CORS_ORIGINS', 'Origins whose pages may call the API from a browser, separated by commas.')
  @Origins()
  corsOrigins: readonly string[] = [];

  @Variable('TRUST_PROXY', 'Whether a router stands in front and its X-Forwarded headers are believed.')
  @TrueOrFalse()
  abstract trustProxy: boolean;

  @Variable('LIMIT_LOGIN', 'Tries to log in, for each address and each account.')
  @Rate()
  limitLogin: Limit = parseLimit('5 per 10 minutes');

  @Variable('LIMIT_ANONYMOUS', 'Requests without a token, for each address and route.')
  @Rate()
  abstract limitAnonymous: Limit;

  @Variable('LIMIT_SIGNED_IN', 'Requests with a token, for each caller.')
  @Rate()
  limitSignedIn: Limit = parseLimit('600 per minute');

  @Variable('DATA_FOLDER', 'Folder in which development keeps its own PostgreSQL.')
  @Text()
  dataFolder = '.data';
}
