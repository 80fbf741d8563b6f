import { DueLoans } from '../../application/notices/due-loans.js';
import { Letters } from '../../application/notices/letters.js';
import { MailQueue } from '../../application/kernel/operations/mail-queue.js';
import { Notices, StaffEmail } from '../../application/notices/notices.js';
import { NoticeRecipients } from '../../application/notices/notice-recipients.js';
import {
  AccountReaders,
  CirculationDueLoans,
  NoticesOfPatron,
  PersonalRecords,
} from '../../infrastructure/notices/bridges.js';
import { MustacheLetters } from '../../infrastructure/notices/mustache-letters.js';
import { SqlNoticeQueue } from '../../infrastructure/notices/sql-notice-queue.js';
import { SqlNotices } from '../../infrastructure/notices/sql-notices.js';
import type { Feature } from './feature.js';

export const notices: Feature = {
  name: 'notices',
  entities: [],
  constraints: {},
  bind(container, config) {
    container.register(Notices, { useClass: SqlNotices });
    container.register(MailQueue, { useClass: SqlNoticeQueue });
    container.register(DueLoans, { useClass: CirculationDueLoans });
    container.register(NoticeRecipients, { useClass: AccountReaders });
    container.register(PersonalRecords, { useClass: NoticesOfPatron });
    container.registerInstance(Letters, new MustacheLetters());
    container.register(StaffEmail, { useFactory: () => config.libraryEmail });
  },
};
