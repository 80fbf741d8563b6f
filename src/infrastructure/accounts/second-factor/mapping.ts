import { defineEntity, p } from '@mikro-orm/postgresql';
import { SecondFactor } from '../../../domain/accounts/second-factor.js';
import type { StoredFields } from '../../kernel/transaction/stored-fields.js';

export const secondFactorSchema = defineEntity({
  class: SecondFactor,
  tableName: 'second_factor',
  properties: {
    patronId: p.bigint('number').primary(),
    secret: p.text().nullable(),
    newSecret: p.text().nullable(),
    confirmedAt: p.datetime().nullable(),
    lastStep: p.bigint('number'),
    recoveryCodes: p.array(),
    graceUsedAt: p.datetime().nullable(),
  } satisfies Record<StoredFields<SecondFactor>, unknown>,
});
