import { defineEntity, p } from '@mikro-orm/postgresql';
import { Patron, type Block, type Role } from '../../domain/accounts/patron.js';

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
    passwordHash: p.text().nullable(),
    role: p.text().$type<Role>(),
    category: p.text(),
    expiresAt: p.datetime().nullable(),
    blocks: p.json<readonly Block[]>(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    closedAt: p.datetime().nullable(),
  },
});
