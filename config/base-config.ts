import 'reflect-metadata';
import type { Instance } from './instance.js';
import { type Limit, parseLimit } from './limit.js';
import { maskAll, maskUrl } from './mask.js';
import { Certificates, Email, Host, OneOf, Origins, Rate, RedisUrl } from './rules.js';
import { Text, TimeZone, TrueOrFalse, Url, WholeNumber } from './rules.js';
import { Variable } from './variable.js';

export const environmentNames = ['development', 'test', 'staging', 'production'] as const;
export type EnvironmentName = (typeof environmentNames)[number];

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Every setting that can come from outside. Abstract settings differ between the environments. */
export abstract class BaseConfig {
  abstract readonly name: EnvironmentName;

  /** Set by the platform; there is no variable for it. */
  readonly instance: Instance = {};

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

  @Variable(
    'DATABASE_DIRECT_URL',
    'PostgreSQL itself, where DATABASE_URL leads to a pooler in transaction mode; for migrations and worker.',
    maskUrl,
  )
  @Url('postgres', 'postgresql')
  databaseDirectUrl?: string;

  @Variable(
    'DATABASE_REPLICA_URL',
    'A streaming replica to read from what may be a second old; in staging and production only with REDIS_URL.',
    maskUrl,
  )
  @Url('postgres', 'postgresql')
  abstract databaseReplicaUrl?: string;

  @Variable(
    'DATABASE_CA',
    'Certificates (PEM) of who vouches for PostgreSQL. Given, the connection is TLS, and verified by them alone.',
  )
  @Certificates()
  databaseCa?: string;

  @Variable(
    'DATABASE_SERVICE',
    'Name of the bound service to take PostgreSQL from; needed where its tags and its label do not tell.',
  )
  @Text()
  databaseService?: string;

  @Variable(
    'DATABASE_POOL_MAX',
    'Connections to PostgreSQL that one process holds at most; the worker needs 5.',
  )
  @WholeNumber(1, 200)
  databasePoolMax = 10;

  @Variable(
    'REDIS_URL',
    'Redis that all instances share: a server, Sentinels or a cluster; without it, each keeps all in memory.',
    maskUrl,
  )
  @RedisUrl()
  redisUrl?: string;

  @Variable(
    'REDIS_CA',
    'Certificates (PEM) of who vouches for Redis. Given, the connection is TLS, and verified by them alone.',
  )
  @Certificates()
  redisCa?: string;

  @Variable(
    'REDIS_SERVICE',
    'Name of the bound service to take Redis from; needed where its tags and its label do not tell.',
  )
  @Text()
  redisService?: string;

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

  @Variable(
    'SMTP_URL',
    'Server that takes mail; without it, each mail is a file in the data folder.',
    maskUrl,
  )
  @Url('smtp', 'smtps')
  smtpUrl?: string;

  @Variable('MAIL_FROM', 'Address that mail comes from. A real server takes only one of your own domain.')
  @Email()
  mailFrom = 'library@example.org';

  @Variable('LIBRARY_EMAIL', 'Where staff get the list of overdue loans every morning; without it, nowhere.')
  @Email()
  libraryEmail?: string;

  @Variable(
    'LOAN_RETENTION_DAYS',
    'Days after its return from which on a loan no longer says whose it was, unless they keep a history.',
  )
  @WholeNumber(1, 36_500)
  loanRetentionDays = 365;

  @Variable('LOG_LEVEL', `The least serious lines to log: ${logLevels.join(', ')}.`)
  @OneOf(logLevels)
  logLevel: (typeof logLevels)[number] = 'info';

  @Variable(
    'METRICS_PORT',
    'TCP port for /metrics alone, another one for each process of a machine; without it, nothing is counted.',
  )
  @WholeNumber(1, 65_535)
  metricsPort?: number;

  @Variable(
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'Collector that traces are sent to (OTLP over HTTP); without it, none are made.',
    maskUrl,
  )
  @Url('http', 'https')
  otlpEndpoint?: string;

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

  @Variable('DATA_FOLDER', 'Folder for mail in files, and for the PostgreSQL that development starts.')
  @Text()
  dataFolder = '.data';
}
