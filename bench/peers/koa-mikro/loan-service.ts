import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { AuditEvent, Book, Copy, Loan, OutboxEvent, Patron, Policy } from './entities.js';
import {
  bookNotFound,
  loanLimitReached,
  loanNotFound,
  noCopyAvailable,
  patronBlocked,
  patronExpired,
  tokenInvalid,
} from './refused.js';
import { LoanDto, ReturnDto } from './shapes.js';
import type { Actor } from './tokens.js';

export class LoanService {
  /** @param em resolves to the entity manager of the running request */
  constructor(private readonly em: EntityManager) {}

  /** Lends any free copy of a book. @throws Refused 401, 404, 409 */
  borrow(bookId: number, caller: Actor): Promise<LoanDto> {
    return this.em.transactional(async (em) => {
      const now = new Date();
      const patron = await lockPatron(em, caller.patronId);
      const book = await pinBook(em, bookId);
      const policy = await em.findOneOrFail(Policy, { patronCategory: '*', copyKind: '*' });
      await checkStanding(em, patron, policy, now);
      const copy = await takeFreeCopy(em, book);
      const loan = em.create(Loan, {
        copy,
        book,
        patron,
        outAt: now,
        dueAt: endOfDay(now, policy.loanDays),
        renewals: 0,
        terms: policy.terms,
      });
      await em.flush();
      const actor = { ...caller, role: patron.role };
      recordMove(em, copy, actor, now);
      recordLoan(em, 'circulation.loan_opened', loan, actor, now);
      return new LoanDto(loan);
    });
  }

  /** Returns a copy; a second return changes nothing. @throws Refused 404 */
  return(id: number, caller: Actor): Promise<ReturnDto> {
    return this.em.transactional(async (em) => {
      if (!Number.isSafeInteger(id)) throw loanNotFound();
      const own = { id, patron: caller.patronId };
      const loan = await em.findOne(Loan, own, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!loan) throw loanNotFound();
      if (loan.closedAt) return new ReturnDto(loan, true);
      const now = new Date();
      const copy = await em.findOneOrFail(Copy, loan.copy.id, { lockMode: LockMode.PESSIMISTIC_WRITE });
      loan.closedAt = now;
      loan.closeReason = 'returned';
      move(copy, 'available');
      recordMove(em, copy, caller, now);
      recordLoan(em, 'circulation.loan_returned', loan, caller, now);
      return new ReturnDto(loan, false);
    });
  }
}

/** The lock lets only one request at a time count the patron's loans. */
async function lockPatron(em: EntityManager, id: number): Promise<Patron> {
  const open = { id, closedAt: null };
  const patron = await em.findOne(Patron, open, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!patron) throw tokenInvalid();
  return patron;
}

/** Locks the book, so that it is not withdrawn while a copy is lent. */
async function pinBook(em: EntityManager, id: number): Promise<Book> {
  if (!Number.isSafeInteger(id)) throw bookNotFound();
  const kept = { id, withdrawnAt: null };
  const book = await em.findOne(Book, kept, { lockMode: LockMode.PESSIMISTIC_READ });
  if (!book) throw bookNotFound();
  return book;
}

async function checkStanding(em: EntityManager, patron: Patron, policy: Policy, now: Date): Promise<void> {
  if (patron.isBlocked(now)) throw patronBlocked();
  if (patron.isExpired(now)) throw patronExpired();
  const open = await em.count(Loan, { patron, closedAt: null });
  if (open >= policy.loansMax) throw loanLimitReached(policy.loansMax, open);
}

async function takeFreeCopy(em: EntityManager, book: Book): Promise<Copy> {
  const copy = await em.findOne(
    Copy,
    { book, status: 'available' },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE },
  );
  if (!copy) throw noCopyAvailable();
  move(copy, 'on_loan');
  return copy;
}

function move(copy: Copy, status: string): void {
  copy.status = status;
  copy.revision += 1;
}

function endOfDay(from: Date, days: number): Date {
  return new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate() + days, 23, 59, 59));
}

function recordMove(em: EntityManager, copy: Copy, actor: Actor, at: Date): void {
  em.create(AuditEvent, {
    at,
    action: 'catalogue.copy_moved',
    subjectType: 'copy',
    subjectId: copy.id,
    ...by(actor),
    details: { status: copy.status, bookId: copy.book.id },
  });
}

function recordLoan(em: EntityManager, action: string, loan: Loan, actor: Actor, at: Date): void {
  const details = { copyId: loan.copy.id, bookId: loan.book.id, dueAt: loan.dueAt };
  em.create(AuditEvent, { at, action, subjectType: 'loan', subjectId: loan.id, ...by(actor), details });
  em.create(OutboxEvent, {
    at,
    name: action,
    aggregateType: 'loan',
    aggregateId: loan.id,
    payload: details,
    attempts: 0,
    retryAt: at,
  });
}

function by({ patronId, role, requestId }: Actor) {
  return { actorId: patronId, actorRole: role, requestId };
}
