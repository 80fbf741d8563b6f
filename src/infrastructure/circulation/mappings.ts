import { defineEntity, p } from '@mikro-orm/postgresql';
import { Loan, type CloseReason } from '../../domain/circulation/loan.js';
import { Policy, type LoanTerms } from '../../domain/circulation/policy.js';
import type { StoredFields } from '../kernel/transaction/stored-fields.js';

export const loanSchema = defineEntity({
  class: Loan,
  tableName: 'loan',
  properties: {
    id: p.bigint('number').primary().generated('identity'),
    copyId: p.bigint('number'),
    bookId: p.bigint('number'),
    patronId: p.bigint('number').nullable(),
    outAt: p.datetime(),
    dueAt: p.datetime(),
    closedAt: p.datetime().nullable(),
    closeReason: p.text().$type<CloseReason>().nullable(),
    renewals: p.integer(),
    terms: p.json<LoanTerms>(),
  } satisfies Record<Exclude<StoredFields<Loan>, 'isOpen' | 'renewalsLeft' | 'returnedAt'>, unknown>,
});

export const policySchema = defineEntity({
  class: Policy,
  tableName: 'policy',
  properties: {
    id: p.bigint('number').primary().generated('identity'),
    patronCategory: p.text(),
    copyKind: p.text(),
    loanDays: p.integer(),
    renewalsMax: p.integer(),
    loansMax: p.integer(),
    holdsMax: p.integer(),
    closedWeekdays: p.array<number>((text) => Number(text)).columnType('integer[]'),
  } satisfies Record<StoredFields<Policy>, unknown>,
});
