import { X509Certificate } from 'node:crypto';
import { Transform } from 'class-transformer';
import {
  isEmail,
  isFQDN,
  isIn,
  isInt,
  isIP,
  isObject,
  isString,
  isTimeZone,
  max,
  min,
  ValidateBy,
  type ValidationArguments,
} from 'class-validator';
import { compile } from 'proxy-addr';
import { type Limit, parseLimit } from './limit.js';
import { readRedisAddress } from './redis-address.js';

type Predicate = (value: unknown) => boolean;

/**
 * Makes a rule with the message `<VARIABLE> must be <what>`. Absent values are valid; use `@IsDefined` to require one.
 * `read` converts the text of the variable; texts that it cannot convert are refused by `accepts`.
 */
function rule(what: string, accepts: Predicate, read?: (text: string) => unknown): PropertyDecorator {
  const validator = { validate: accepts, defaultMessage: () => `must be ${what}` };
  return (target, property) => {
    ValidateBy({ name: what, validator })(target, property);
    if (read) Transform(({ value }) => read(value as string))(target, property);
  };
}

/** The variable is useless or harmful without another one. */
export function NeedsToo(property: string, variable: string): PropertyDecorator {
  const isThere = (config: object | undefined) => Object.entries(config ?? {}).some(isSet);
  const isSet = ([name, value]: [string, unknown]) => name === property && value !== undefined;
  const validator = {
    validate: (_value: unknown, given?: ValidationArguments) => isThere(given?.object),
    defaultMessage: () => `must not be set without ${variable}`,
  };
  return ValidateBy({ name: `needs ${variable}`, validator });
}

/** The value `verified` is useless without this property, which is named by its variable. */
export function VerifiedNeeds(property: string, variable: string): PropertyDecorator {
  const validator = {
    validate: (value: unknown, given?: ValidationArguments) =>
      value !== 'verified' || new Map(Object.entries(given?.object ?? {})).get(property) !== undefined,
    defaultMessage: () => `must not be verified without ${variable}`,
  };
  return ValidateBy({ name: 'verified needs', validator });
}

export function WholeNumber(from: number, to: number): PropertyDecorator {
  const accepts: Predicate = (value) => isInt(value) && min(value, from) && max(value, to);
  return rule(`a whole number from ${from} to ${to}`, accepts, Number);
}

export function OneOf(names: readonly string[]): PropertyDecorator {
  return rule(`one of ${names.join(', ')}`, (value) => isIn(value, names));
}

export function Host(): PropertyDecorator {
  const accepts: Predicate = (value) => isIP(value) || isFQDN(value, { require_tld: false });
  return rule('an IP address or a host name', accepts);
}

export function Email(): PropertyDecorator {
  return rule('an e-mail address', (value) => isEmail(value));
}

export function Url(...schemes: readonly string[]): PropertyDecorator {
  const starts = schemes.map((scheme) => `${scheme}://`);
  const accepts: Predicate = (value) =>
    isString(value) && URL.canParse(value) && starts.some((start) => value.startsWith(start));
  return rule(`a URL that starts with ${starts.join(' or ')}`, accepts);
}

/** The URL that all paths of a site follow. A slash at its end is dropped. */
export function SiteUrl(): PropertyDecorator {
  const accepts: Predicate = (value) =>
    isString(value) && /^https?:\/\/[^?#]+$/.test(value) && URL.canParse(value);
  const what = 'a URL that starts with http:// or https://, without a query';
  return rule(what, accepts, (text) => text.replace(/\/+$/, ''));
}

/** One server, several servers behind Sentinels, or a cluster. */
export function RedisUrl(): PropertyDecorator {
  const forms = [
    'redis://host:port',
    'redis+sentinel://host:port,host:port/master',
    'redis+cluster://host:port,host:port',
  ];
  return rule(`a URL such as ${forms.join(' or ')}, or with rediss for TLS`, isRedisAddress);
}

function isRedisAddress(value: unknown): boolean {
  try {
    return isString(value) && Boolean(readRedisAddress(value));
  } catch {
    return false;
  }
}

/** Refuses offsets such as `+02:00`. Intl accepts them, but PostgreSQL reads their sign the other way round. */
export function TimeZone(): PropertyDecorator {
  const accepts: Predicate = (value) => isTimeZone(value) && isString(value) && /^[a-z]/i.test(value);
  return rule('the IANA name of a time zone, such as Europe/Berlin', accepts);
}

/** Exact origins as browsers send them: no path and no `*`. */
export function Origins(): PropertyDecorator {
  const what = 'exact origins separated by commas, such as https://library.example';
  return rule(what, each(isOrigin), commaSeparated);
}

/** Exact origins, and for this machine any port, as in `http://localhost:*`. For a field that has `Origins` already. */
export function LocalOrigins(): PropertyDecorator {
  const what = 'origins separated by commas, such as http://localhost:5173 or http://localhost:*';
  return rule(
    what,
    each((value) => isOrigin(value) || isOnAnyPort(value)),
  );
}

function each(accepts: Predicate): Predicate {
  return (values) => Array.isArray(values) && values.every(accepts);
}

function isOrigin(value: unknown): boolean {
  return isString(value) && /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value;
}

function isOnAnyPort(value: unknown): boolean {
  return isString(value) && /^https?:\/\/(localhost|127[.]0[.]0[.]1|\[::1\]):[*]$/.test(value);
}

/** Addresses, ranges such as `10.0.0.0/8`, and the names that proxy-addr knows, such as `loopback`. */
export function Networks(): PropertyDecorator {
  const accepts: Predicate = (value) => Array.isArray(value) && value.every(isNetwork);
  const read = (text: string) => text.split(/\s*,\s*/).filter(Boolean);
  return rule('networks separated by commas, such as 10.0.0.0/8 or 2001:db8::/32', accepts, read);
}

function isNetwork(value: unknown): boolean {
  try {
    return isString(value) && Boolean(compile(value));
  } catch {
    return false;
  }
}

export function Rate(): PropertyDecorator {
  return rule('a limit such as 5 per 10 minutes', isObject, limitOrText);
}

function limitOrText(text: string): Limit | string {
  try {
    return parseLimit(text);
  } catch {
    return text;
  }
}

/** Keys of which the first one signs, and all of them verify. A key therefore contains no comma. */
export function Keys(): PropertyDecorator {
  const accepts: Predicate = (value) =>
    Array.isArray(value) && value.length > 0 && value.every((key) => isString(key) && key !== '');
  return rule('one or more keys, separated by commas', accepts, commaSeparated);
}

/** Secrets that cannot be guessed: long, not one repeated character, and not the `known` one. */
export function OwnSecrets(known: string): PropertyDecorator {
  const isOwn: Predicate = (value) =>
    isString(value) && value.length >= 32 && value !== known && !/^(.)\1*$/s.test(value);
  const accepts: Predicate = (value) => Array.isArray(value) && value.every(isOwn);
  return rule(
    'your own secret of 32 characters or more: not one repeated character, not the development secret; ' +
      'several are separated by commas',
    accepts,
  );
}

function commaSeparated(text: string): string[] {
  return text.split(/\s*,\s*/).filter(Boolean);
}

export function Text(): PropertyDecorator {
  return rule('a non-empty string', (value) => isString(value) && value !== '');
}

/** One or more certificates, each between its BEGIN and END lines. */
export function Certificates(): PropertyDecorator {
  const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
  const accepts: Predicate = (value) =>
    isString(value) &&
    value.replaceAll(block, '').trim() === '' &&
    value.match(block)?.every(isCertificate) === true;
  return rule('certificates in PEM format', accepts);
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
