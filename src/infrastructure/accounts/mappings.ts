import { defineEntity, p } from '@mikro-orm/postgresql';
import { AccountLink, type LinkPurpose } from '../../domain/accounts/account-link.js';
import { ApiKey } from '../../domain/accounts/api-key.js';
import { Patron, type Block, type Role } from '../../domain/accounts/patron.js';
import { RefreshToken, Session } from '../../domain/accounts/session.js';
import type { Language } from '../../domain/kernel/language.js';
import type { StoredFields } from '../kernel/transaction/stored-fields.js';

export const patronSchema = defineEntity({
  class: Patron,
  tableName: 'patron',
  properties: {
    id: p.bigint('number').primary().generated('identity'),
    cardNumber: p.text(),
    username: p.text(),
    firstName: p.text().nullable(),
    lastName: p.text().nullable(),
    email: p.text().nullable(),
    emailVerified: p.boolean(),
    pendingEmail: p.text().nullable(),
    passwordHash: p.text().nullable(),
    role: p.text().$type<Role>(),
    language: p.text().$type<Language>(),
    category: p.text(),
    expiresAt: p.datetime().nullable(),
    blocks: p.json<readonly Block[]>(),
    pins: p.json<Readonly<Record<string, string>>>(),
    keepsHistory: p.boolean(),
    tokenGeneration: p.integer(),
    revision: p.integer(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    disabledAt: p.datetime().nullable(),
    closedAt: p.datetime().nullable(),
  } satisfies Record<StoredFields<Patron>, unknown>,
});

export const sessionSchema = defineEntity({
  class: Session,
  tableName: 'session',
  properties: {
    id: p.bigint('number').primary().generated('identity'),
    patronId: p.bigint('number'),
    startedAt: p.datetime(),
    refreshable: p.boolean(),
    userAgent: p.text().nullable(),
    refreshedAt: p.datetime().nullable(),
    expiresAt: p.datetime(),
    endedAt: p.datetime().nullable(),
    secondFactorAt: p.datetime().nullable(),
  } satisfies Record<StoredFields<Session>, unknown>,
});

export const refreshTokenSchema = defineEntity({
  class: RefreshToken,
  tableName: 'refresh_token',
  properties: {
    hash: p.text().primary(),
    sessionId: p.bigint('number'),
    expiresAt: p.datetime(),
    spentAt: p.datetime().nullable(),
  } satisfies Record<StoredFields<RefreshToken>, unknown>,
});

export const apiKeySchema = defineEntity({
  class: ApiKey,
  tableName: 'api_key',
  properties: {
    id: p.bigint('number').primary().generated('identity'),
    patronId: p.bigint('number'),
    name: p.text(),
    hash: p.text(),
    scopes: p.array(),
    createdAt: p.datetime(),
    expiresAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
    lastUsedAt: p.datetime().nullable(),
  } satisfies Record<StoredFields<ApiKey>, unknown>,
});

export const accountLinkSchema = defineEntity({
  class: AccountLink,
  tableName: 'account_link',
  properties: {
    hash: p.text().primary(),
    patronId: p.bigint('number'),
    purpose: p.text().$type<LinkPurpose>(),
    email: p.text().nullable(),
    expiresAt: p.datetime(),
  } satisfies Record<StoredFields<AccountLink>, unknown>,
});
