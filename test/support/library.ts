import sql, { type Sql } from 'sql-template-tag';
import { Tokens } from '../../src/application/accounts/tokens.js';
import { BookService } from '../../src/application/catalogue/book-service.js';
import { blankDetails, type BookDetails } from '../../src/application/catalogue/views.js';
import { Database } from '../../src/infrastructure/kernel/postgres/database.js';
import { HandClock, withClock } from './clock.js';
import { startService, type RunningService, type Wishes } from './service.js';

type Role = 'patron' | 'librarian' | 'admin';

/** A person of the library, with a token that is created each time it is read, because tests move the clock. */
export interface Member {
  readonly id: number;
  readonly token: string;
}

export interface MemberDetails {
  readonly role?: Role;
  readonly category?: string;
  readonly expiresAt?: Date | null;
  readonly blocks?: readonly { reason: string; until: string | null }[];
}

interface AuditRow {
  readonly action: string;
  readonly subject: string;
  readonly actor: number | null;
  readonly role: string;
  readonly request: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** An empty library with a clock that stands still, helpers to fill it, and direct access to its services and rows. */
export interface Library extends RunningService {
  readonly clock: HandClock;
  readonly librarian: Member;
  readonly patron: Member;
  addMember(details?: MemberDetails): Promise<Member>;
  /** Catalogues a book with fields that no version shows. Returns its id. */
  addBook(details: Partial<BookDetails>, copies?: number): Promise<number>;
  rows<Row extends object>(statement: Sql): Promise<Row[]>;
  /** All audit events that `job` wrote, in order. */
  auditOf(job: () => Promise<unknown>): Promise<AuditRow[]>;
}

export const noDetails: BookDetails = { ...blankDetails, title: 'Untitled' };

export async function startLibrary({
  config = {},
  overrides = [],
}: Pick<Wishes, 'config' | 'overrides'> = {}): Promise<Library> {
  const clock = new HandClock();
  const running = await startService({
    content: 'migrated',
    config,
    overrides: [withClock(clock), ...overrides],
  });
  const { container } = running.service;
  const database = container.resolve(Database);
  const rows: Library['rows'] = (statement) => database.rows(statement);
  const addMember: Library['addMember'] = async (details = {}) => {
    const id = await insertPatron(rows, details, clock.now());
    const owner = { patronId: id, role: details.role ?? 'patron', generation: 1 };
    const issue = () => container.resolve<Tokens>(Tokens).issue(owner, 3_600);
    return {
      id,
      get token() {
        return issue().token;
      },
    };
  };
  return {
    ...running,
    clock,
    librarian: await addMember({ role: 'librarian' }),
    patron: await addMember(),
    addMember,
    addBook: (details, copies = 1) =>
      container.resolve(BookService).add({ ...noDetails, ...details }, copies),
    rows,
    auditOf: (job) => auditOf(rows, job),
  };
}

/** A person without a password. Returns their id. */
export async function insertPatron(
  rows: Library['rows'],
  details: MemberDetails,
  now: Date,
): Promise<number> {
  const { role = 'patron', category = 'adult', expiresAt = null, blocks = [] } = details;
  const [row] = await rows<{ id: number }>(sql`
    insert into patron (card_number, username, password_hash, role, category, expires_at, blocks,
                        created_at, updated_at)
    values ('T' || nextval('patron_card_number'), 'somebody', 'none that fits', ${role}, ${category}, ${expiresAt},
            ${JSON.stringify(blocks)}::jsonb, ${now}, ${now})
    returning id`);
  return row?.id ?? 0;
}

async function auditOf(rows: Library['rows'], job: () => Promise<unknown>): Promise<AuditRow[]> {
  const [before] = await rows<{ last: number }>(sql`select coalesce(max(id), 0) as last from audit_event`);
  await job();
  return rows(sql`
    select action, subject_type || ' ' || subject_id as subject, actor_id as actor, actor_role as role,
           request_id as request, details
    from audit_event where id > ${before?.last} order by id`);
}
