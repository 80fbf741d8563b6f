import sql, { raw } from 'sql-template-tag';
import { OtherLifecycles } from '../../../src/composition/start/mounting.js';
import { runJob } from '../jobs.js';
import { startLibrary, type Library } from '../library.js';
import { startSmtp, type SmtpServer } from '../smtp.js';
import { writeUsage } from '../usage.js';
import { addConsumer, type CallerWish } from './counted.js';
import {
  arrivedMails,
  callDeprecated,
  endOfListBooks,
  setContacts,
  type ArrivedMail,
} from './deprecated-calls.js';

export const operators = 'operators@example.org';

const tables = [
  'lifecycle_digest',
  'lifecycle_mail',
  'lifecycle_announcement',
  'lifecycle_state',
  'usage_evidence',
  'usage_hour',
  'usage_day',
  'consumer',
];

interface NotificationRow {
  readonly stage: string;
  readonly state: string;
  readonly address: string | null;
}

/** A library with an operation that ends, clients that call it, and a mail server. */
export class Mailing {
  private constructor(
    readonly library: Library,
    readonly smtp: SmtpServer,
  ) {}

  static async start(): Promise<Mailing> {
    const smtp = await startSmtp();
    const library = await startLibrary({
      config: { smtpUrl: smtp.url, libraryEmail: operators, publicUrl: 'https://library.example' },
      overrides: [
        (container) =>
          container.registerInstance<OtherLifecycles>(OtherLifecycles, { 'v1.listBooks': endOfListBooks }),
      ],
    });
    return new Mailing(library, smtp);
  }

  async stop(): Promise<void> {
    await this.library.stop();
    await this.smtp.stop();
  }

  /** Each test begins on the same day, and nobody has called or was told anything. */
  async reset(): Promise<void> {
    this.moveTo('2026-12-01T09:30:00Z');
    await writeUsage(this.library);
    for (const table of tables) await this.library.rows(sql`delete from ${raw(table)}`);
    this.smtp.refused.clear();
    this.smtp.messages.splice(0);
  }

  plan(): Promise<void> {
    return runJob(this.library.service, 'usage.plan_mails');
  }

  send(): Promise<void> {
    return runJob(this.library.service, 'usage.send_mails');
  }

  /** Plans and sends. Returns the mails, but for the one to operators. */
  async told(): Promise<readonly ArrivedMail[]> {
    await this.plan();
    await this.send();
    return (await arrivedMails(this.smtp)).filter(({ to }) => to[0] !== operators);
  }

  ago(hours: number): Date {
    return new Date(this.library.clock.now().getTime() - hours * 3_600_000);
  }

  moveTo(moment: string): void {
    const { clock } = this.library;
    clock.advance({ seconds: (new Date(moment).getTime() - clock.now().getTime()) / 1_000 });
  }

  /** A client that called four times two hours ago. Returns its id. */
  async client(email: string | null, wish: CallerWish = {}, second: string | null = null): Promise<number> {
    const consumer = await addConsumer(this.library, { name: email ?? 'Nobody', ...wish });
    await setContacts(this.library, consumer, email, second);
    await callDeprecated(this.library, consumer, this.ago(2), { calls: 4 });
    return consumer;
  }

  notifications(consumer: number): Promise<NotificationRow[]> {
    return this.library.rows<NotificationRow>(sql`
      select stage, state, address from lifecycle_mail where consumer_id = ${consumer} order by id`);
  }

  announcements(): Promise<{ readonly consumer_id: number }[]> {
    return this.library.rows(sql`select consumer_id from lifecycle_announcement`);
  }
}

/** The number of mails that a job could not send. */
export function faultsOf(job: Promise<void>): Promise<number> {
  return job.then(
    () => 0,
    (error: AggregateError) => error.errors.length,
  );
}
