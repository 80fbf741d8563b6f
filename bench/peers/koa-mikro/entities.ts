import { defineEntity, p } from '@mikro-orm/postgresql';

interface Block {
  readonly reason: string;
  readonly until: string | null;
}

/** Kept on each loan, so that a later change of the policy does not affect it. */
interface LoanTerms {
  readonly loanDays: number;
  readonly renewalsMax: number;
  readonly loansMax: number;
  readonly holdsMax: number;
  readonly closedWeekdays: readonly number[];
}

const id = () => p.bigint('number').primary().generated('identity');

const copySchema = defineEntity({
  name: 'Copy',
  tableName: 'copy',
  properties: {
    id: id(),
    book: () => p.manyToOne(Book),
    barcode: p.text(),
    kind: p.text(),
    status: p.text(),
    callNumber: p.text().nullable(),
    shelf: p.text().nullable(),
    revision: p.integer(),
    createdAt: p.datetime(),
  },
});
export class Copy extends copySchema.class {}
copySchema.setClass(Copy);

const bookSchema = defineEntity({
  name: 'Book',
  tableName: 'book',
  properties: {
    id: id(),
    title: p.text(),
    subtitle: p.text().nullable(),
    contributors: p.json<readonly { readonly name: string; readonly role: string }[]>(),
    isbn: p.text().nullable(),
    isbn13: p.text().nullable(),
    publisher: p.text().nullable(),
    year: p.integer().nullable(),
    language: p.text().nullable(),
    subjects: p.array(),
    description: p.text().nullable(),
    revision: p.integer(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    withdrawnAt: p.datetime().nullable(),
    // For PostgreSQL's search only. Without this mapping, every `select *` of a book would return the column.
    document: p.text().lazy().persist(false).nullable(),
    copies: () => p.oneToMany(Copy).mappedBy('book'),
  },
});
export class Book extends bookSchema.class {}
bookSchema.setClass(Book);

const patronSchema = defineEntity({
  name: 'Patron',
  tableName: 'patron',
  properties: {
    id: id(),
    cardNumber: p.text(),
    username: p.text(),
    firstName: p.text().nullable(),
    lastName: p.text().nullable(),
    email: p.text().nullable(),
    role: p.text(),
    category: p.text(),
    expiresAt: p.datetime().nullable(),
    blocks: p.json<readonly Block[]>(),
    closedAt: p.datetime().nullable(),
  },
});
export class Patron extends patronSchema.class {
  isBlocked(now: Date): boolean {
    return this.blocks.some(({ until }) => until === null || new Date(until) > now);
  }

  isExpired(now: Date): boolean {
    return !!this.expiresAt && this.expiresAt <= now;
  }
}
patronSchema.setClass(Patron);

const policySchema = defineEntity({
  name: 'Policy',
  tableName: 'policy',
  properties: {
    id: id(),
    patronCategory: p.text(),
    copyKind: p.text(),
    loanDays: p.integer(),
    renewalsMax: p.integer(),
    loansMax: p.integer(),
    holdsMax: p.integer(),
    closedWeekdays: p.array<number>((text) => Number(text)).columnType('integer[]'),
  },
});
export class Policy extends policySchema.class {
  get terms(): LoanTerms {
    const { loanDays, renewalsMax, loansMax, holdsMax, closedWeekdays } = this;
    return { loanDays, renewalsMax, loansMax, holdsMax, closedWeekdays };
  }
}
policySchema.setClass(Policy);

const loanSchema = defineEntity({
  name: 'Loan',
  tableName: 'loan',
  properties: {
    id: id(),
    copy: () => p.manyToOne(Copy),
    book: () => p.manyToOne(Book),
    patron: () => p.manyToOne(Patron).nullable(),
    outAt: p.datetime(),
    dueAt: p.datetime(),
    closedAt: p.datetime().nullable(),
    closeReason: p.text().nullable(),
    renewals: p.integer(),
    terms: p.json<LoanTerms>(),
  },
});
export class Loan extends loanSchema.class {}
loanSchema.setClass(Loan);

const auditEventSchema = defineEntity({
  name: 'AuditEvent',
  tableName: 'audit_event',
  properties: {
    id: id(),
    at: p.datetime(),
    action: p.text(),
    subjectType: p.text(),
    subjectId: p.bigint('number'),
    actorId: p.bigint('number').nullable(),
    actorRole: p.text(),
    requestId: p.text().nullable(),
    details: p.json<object>(),
  },
});
export class AuditEvent extends auditEventSchema.class {}
auditEventSchema.setClass(AuditEvent);

const outboxEventSchema = defineEntity({
  name: 'OutboxEvent',
  tableName: 'outbox_event',
  properties: {
    id: id(),
    at: p.datetime(),
    name: p.text(),
    aggregateType: p.text(),
    aggregateId: p.bigint('number'),
    payload: p.json<object>(),
    attempts: p.integer(),
    retryAt: p.datetime(),
    deliveredAt: p.datetime().nullable(),
  },
});
export class OutboxEvent extends outboxEventSchema.class {}
outboxEventSchema.setClass(OutboxEvent);

export const entities = [Copy, Book, Patron, Policy, Loan, AuditEvent, OutboxEvent];
