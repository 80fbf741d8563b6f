import 'reflect-metadata';
import type { EnvironmentName } from './environment-names.js';
import type { Instance } from './instance.js';
import { type Limit, parseLimit } from './limit.js';
import { maskAll, maskUrl } from './mask.js';
import { Certificates, Email, Host, Keys, Networks, OneOf, Origins, Rate, RedisUrl } from './rules.js';
import { SiteUrl, Text, TimeZone, Url, VerifiedNeeds, WholeNumber } from './rules.js';
import { Variable } from './variable.js';

const registrations = ['open', 'verified', 'staff'] as const;

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Every setting that can come from outside. Abstract settings differ between the environments. */
export abstract class BaseConfig {
  abstract readonly name: EnvironmentName;

  /** Set by the platform; there is no variable for it. */
  readonly instance: Instance = {};

  @Variable('HOST', 'Address the web process listens on.')
  @Host()
  abstract host: string;

  @Variable('PORT', 'TCP port of the web process; 0 selects any free port.')
  @WholeNumber(0, 65_535)
  port = 3000;

  @Variable(
    'DATABASE_URL',
    'URL of PostgreSQL. Required in staging and production; without it, development and test start their own.',
    maskUrl,
  )
  @Url('postgres', 'postgresql')
  abstract databaseUrl?: string;

  @Variable(
    'DATABASE_DIRECT_URL',
    'URL of PostgreSQL for migrations and worker, when DATABASE_URL is that of a pooler in transaction mode.',
    maskUrl,
  )
  @Url('postgres', 'postgresql')
  databaseDirectUrl?: string;

  @Variable(
    'DATABASE_REPLICA_URL',
    'URL of a replica for reads that may be a second old. In staging and production it requires REDIS_URL.',
    maskUrl,
  )
  @Url('postgres', 'postgresql')
  abstract databaseReplicaUrl?: string;

  @Variable(
    'DATABASE_CA',
    'CA certificates (PEM) for PostgreSQL. With them, connections use TLS and trust only these CAs.',
  )
  @Certificates()
  databaseCa?: string;

  @Variable(
    'DATABASE_SERVICE',
    'Name of the bound PostgreSQL service; needed when tags and labels do not identify it.',
  )
  @Text()
  databaseService?: string;

  @Variable(
    'DATABASE_POOL_MAX',
    'Maximum number of PostgreSQL connections of one process; the worker needs 5.',
  )
  @WholeNumber(1, 200)
  databasePoolMax = 10;

  @Variable(
    'REDIS_URL',
    'URL of the Redis that all instances share: server, Sentinels or cluster. Without it, each uses its memory.',
    maskUrl,
  )
  @RedisUrl()
  redisUrl?: string;

  @Variable(
    'REDIS_CA',
    'CA certificates (PEM) for Redis. With them, connections use TLS and trust only these CAs.',
  )
  @Certificates()
  redisCa?: string;

  @Variable(
    'REDIS_SERVICE',
    'Name of the bound Redis service; needed when tags and labels do not identify it.',
  )
  @Text()
  redisService?: string;

  @Variable(
    'JWT_SECRET',
    'Keys for tokens, separated by commas: the first signs, all verify. When deployed, 32 characters or more.',
    maskAll,
  )
  @Keys()
  abstract jwtSecrets: readonly string[];

  @Variable('LIBRARY_TIME_ZONE', 'Time zone of the library. Loans fall due at the end of a local day.')
  @TimeZone()
  libraryTimeZone = 'UTC';

  @Variable(
    'SMTP_URL',
    'URL of the mail server; without it, each mail becomes a file in the data folder.',
    maskUrl,
  )
  @Url('smtp', 'smtps')
  abstract smtpUrl?: string;

  @Variable(
    'MAIL_FROM',
    'Sender address of mails. A real mail server accepts only addresses of your own domain.',
  )
  @Email()
  mailFrom = 'library@example.org';

  @Variable(
    'LIBRARY_EMAIL',
    'Address that gets the daily lists of overdue loans and of sunsets to look after; without it, no list is sent.',
  )
  @Email()
  libraryEmail?: string;

  @Variable(
    'PUBLIC_URL',
    'URL of the service as people reach it, for links. Required in staging and production, else that of HOST and PORT.',
  )
  @SiteUrl()
  abstract publicUrl?: string;

  @Variable(
    'ACCOUNT_PAGES_URL',
    'URL of your own pages for accounts; mails link to its /verify and /reset. Without it, the service has pages.',
  )
  @Url('http', 'https')
  accountPagesUrl?: string;

  @Variable(
    'REGISTRATION',
    `Who opens accounts: ${registrations.join(', ')}. Staging and production must say which one they want.`,
  )
  @OneOf(registrations)
  @VerifiedNeeds('smtpUrl', 'SMTP_URL')
  abstract registration: (typeof registrations)[number];

  @Variable(
    'LOAN_RETENTION_DAYS',
    'Days from the return until a loan is made anonymous, unless the patron keeps a history.',
  )
  @WholeNumber(1, 36_500)
  loanRetentionDays = 365;

  @Variable(
    'AUDIT_MONTHS',
    'Whole months that stay in the audit trail; the worker detaches older ones. Without it, all of them stay.',
  )
  @WholeNumber(1, 1_200)
  auditMonths?: number;

  @Variable(
    'SELF_SERVICE',
    'Whether patrons lend and return with their own token (open), or only staff (desk).',
  )
  @OneOf(['open', 'desk'])
  selfService: 'open' | 'desk' = 'open';

  @Variable('LOG_LEVEL', `The lowest level of log lines to write: ${logLevels.join(', ')}.`)
  @OneOf(logLevels)
  logLevel: (typeof logLevels)[number] = 'info';

  @Variable(
    'METRICS_PORT',
    'TCP port of /metrics; each process on a machine needs its own. Without it, nothing is measured.',
  )
  @WholeNumber(1, 65_535)
  metricsPort?: number;

  @Variable(
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'URL of the collector for traces (OTLP over HTTP); without it, no traces are made.',
    maskUrl,
  )
  @Url('http', 'https')
  otlpEndpoint?: string;

  @Variable('CORS_ORIGINS', 'Origins whose pages may call the API from a browser, separated by commas.')
  @Origins()
  corsOrigins: readonly string[] = [];

  @Variable(
    'TRUSTED_HOPS',
    'Number of routers in front, each of which appends an address to X-Forwarded-For; 0 if there is none.',
  )
  @WholeNumber(0, 10)
  abstract trustedHops: number;

  @Variable(
    'TRUSTED_NETWORKS',
    'Networks of the routers in front, separated by commas. With them, TRUSTED_HOPS has no effect.',
  )
  @Networks()
  trustedNetworks: readonly string[] = [];

  @Variable('LIMIT_LOGIN', 'Failed logins for one account from one address.')
  @Rate()
  limitLogin: Limit = parseLimit('5 per 10 minutes');

  @Variable('LIMIT_LOGIN_ADDRESS', 'Failed logins from one address, for all accounts together.')
  @Rate()
  limitLoginAddress: Limit = parseLimit('100 per 10 minutes');

  @Variable(
    'LIMIT_LOGIN_ACCOUNT',
    'Failed logins for one account from all networks where it has not logged in for 90 days.',
  )
  @Rate()
  limitLoginAccount: Limit = parseLimit('50 per hour');

  @Variable('LIMIT_MAIL', 'Requests that make the service send a mail, for each address and each account.')
  @Rate()
  limitMail: Limit = parseLimit('10 per hour');

  @Variable(
    'LIMIT_ANONYMOUS',
    'Requests without a token, for each address and route; and refused ones, for each address.',
  )
  @Rate()
  abstract limitAnonymous: Limit;

  @Variable('LIMIT_SIGNED_IN', 'Requests with a token, for each caller.')
  @Rate()
  limitSignedIn: Limit = parseLimit('600 per minute');

  @Variable(
    'STAFF_SECOND_FACTOR',
    'Whether staff need a second factor to sign in: required or optional. A patron can have none.',
  )
  @OneOf(['required', 'optional'])
  abstract staffSecondFactor: 'required' | 'optional';

  @Variable('DATA_FOLDER', 'Folder for mail files and for the PostgreSQL that development starts.')
  @Text()
  dataFolder = '.data';
}
