export const lockPatron = `
  select blocks, expires_at from patron
  where id = $1 and closed_at is null and password_hash is not null for update`;

export const findBook = 'select id from book where id = $1 and withdrawn_at is null';

/** A time in the format of JSON. */
const json = (moment: string): string =>
  `to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The fields of a loan in its audit event and its outbox event. */
const told = (loan: string): string =>
  `jsonb_build_object('copyId', ${loan}.copy_id, 'bookId', ${loan}.book_id, 'dueAt', ${json(`${loan}.due_at`)})`;

/**
 * All of a loan after the lock on the patron's row. It must be a statement of its own, because its counts are as of its
 * start. $1 patron, $2 book, $3 now, $4 request, $5 role.
 */
export const lend = `
  with rule as (select * from policy where patron_category = '*' and copy_kind = '*'),
  opened as (select count(*)::int as loans from loan where patron_id = $1 and closed_at is null),
  asked as (select id from book where id = $2 and withdrawn_at is null for key share),
  free as (
    select copy.id from copy
    where book_id = (select id from asked) and status = 'available'
      and (select loans from opened) < (select loans_max from rule)
    order by copy.id limit 1 for update skip locked),
  taken as (
    update copy set status = 'on_loan', revision = revision + 1
    where id = (select id from free) returning id, book_id),
  lent as (
    insert into loan (copy_id, book_id, patron_id, out_at, due_at, renewals, terms)
    select taken.id, taken.book_id, $1, $3,
           (date_trunc('day', $3::timestamptz at time zone 'UTC')
             + make_interval(days => rule.loan_days + 1) - interval '1 second') at time zone 'UTC',
           0,
           jsonb_build_object('loanDays', loan_days, 'renewalsMax', renewals_max, 'loansMax', loans_max,
                              'holdsMax', holds_max, 'closedWeekdays', closed_weekdays)
    from taken, rule returning id, copy_id, book_id, due_at),
  written as (
    insert into audit_event (at, action, subject_type, subject_id, actor_id, actor_role, request_id, details)
    select $3, 'catalogue.copy_moved', 'copy', id, $1, $5, $4,
           jsonb_build_object('status', 'on_loan', 'bookId', book_id) from taken
    union all
    select $3, 'circulation.loan_opened', 'loan', id, $1, $5, $4, ${told('lent')} from lent),
  sent as (
    insert into outbox_event (at, name, aggregate_type, aggregate_id, payload, retry_at)
    select $3, 'circulation.loan_opened', 'loan', id, ${told('lent')}, $3 from lent)
  select exists (select from asked) as known, opened.loans as open, rule.loans_max as limit,
         lent.id, ${json('lent.due_at')} as due
  from opened cross join rule left join lent on true`;

/** All of a return, which counts once. $1 loan, $2 patron, $3 now, $4 request, $5 role. */
export const takeBack = `
  with closed as (
    update loan set closed_at = greatest($3, out_at), close_reason = 'returned'
    where id = $1 and patron_id = $2 and closed_at is null
    returning *),
  freed as (
    update copy set status = 'available', revision = revision + 1
    where id = (select copy_id from closed) and status = 'on_loan' returning id, book_id),
  written as (
    insert into audit_event (at, action, subject_type, subject_id, actor_id, actor_role, request_id, details)
    select $3, 'catalogue.copy_moved', 'copy', id, $2, $5, $4,
           jsonb_build_object('status', 'available', 'bookId', book_id) from freed
    union all
    select $3, 'circulation.loan_returned', 'loan', id, $2, $5, $4, ${told('closed')} from closed),
  sent as (
    insert into outbox_event (at, name, aggregate_type, aggregate_id, payload, retry_at)
    select $3, 'circulation.loan_returned', 'loan', id, ${told('closed')}, $3 from closed),
  shown as (
    select *, false as already from closed
    union all
    select *, true from loan where id = $1 and patron_id = $2 and not exists (select from closed))
  select id, book_id as book, renewals, already, ${json('out_at')} as out, ${json('due_at')} as due,
         ${json('closed_at')} as closed
  from shown`;
