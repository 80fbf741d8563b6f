import type { LifecycleDays } from '../../src/domain/kernel/lifecycle/lifecycle-days.js';

/** What the standard seed knows of an end of life. Clients are named by the e-mail addresses of their accounts. */
interface SeedLifecycle {
  readonly id: string;
  /** As declared. */
  readonly days: LifecycleDays;
  readonly consents: readonly { readonly owner: string; readonly daysAgo: number }[];
  readonly mails: readonly SeedMail[];
}

export interface SeedMail {
  readonly owner: string;
  readonly stage: 'announce' | 'monthly';
  readonly address: string;
  readonly state: 'delivered' | 'untold';
  readonly daysAgo: number;
}

const admin = 'admin@example.org';
const librarian = { owner: 'tove.lindqvist@example.org', address: 'scripts@branch.example.com' };

/** The admin was told and has agreed; the mails for the script of the librarian came back. */
export const lifecycle: SeedLifecycle = {
  id: 'v1-change-user-role',
  days: { deprecated: '2026-12-01', sunset: '2028-12-01', guard: 'date' },
  consents: [{ owner: admin, daysAgo: 3 }],
  mails: [
    { owner: admin, address: admin, stage: 'announce', state: 'delivered', daysAgo: 33 },
    { owner: admin, address: admin, stage: 'monthly', state: 'delivered', daysAgo: 4 },
    { ...librarian, stage: 'announce', state: 'untold', daysAgo: 33 },
    { ...librarian, stage: 'monthly', state: 'untold', daysAgo: 4 },
  ],
};
