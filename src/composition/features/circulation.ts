import { DeskCopies } from '../../application/circulation/desk-copies.js';
import { HistoryKeepers } from '../../application/circulation/retention/history-keepers.js';
import { LoanCounts } from '../../application/circulation/statistics/loan-counts.js';
import { LoanDays } from '../../application/circulation/statistics/loan-days.js';
import { LoanQueries } from '../../application/circulation/loan-queries.js';
import { LoanTally } from '../../application/circulation/statistics/loan-tally.js';
import { Loans } from '../../application/circulation/loans.js';
import { PastLoans, RetentionDays } from '../../application/circulation/retention/past-loans.js';
import { PatronStanding } from '../../application/circulation/patron-standing.js';
import { LendingFacts } from '../../application/circulation/lending-facts.js';
import { SelfService } from '../../application/circulation/self-service.js';
import { Shelves } from '../../application/circulation/shelves.js';
import { Titles } from '../../application/circulation/titles.js';
import { EventConsumer } from '../../application/kernel/storage/outbox.js';
import { copyOnLoan } from '../../domain/circulation/refusals.js';
import {
  AccountHistories,
  AccountStanding,
  CatalogueDeskCopies,
  CatalogueShelves,
  CatalogueTitles,
  CopyLoans,
  LoansOfLostCopies,
  LoansOfPatron,
  OpenBusiness,
  OpenLoans,
  PersonalRecords,
} from '../../infrastructure/circulation/bridges.js';
import { loanSchema, policySchema } from '../../infrastructure/circulation/mappings.js';
import { SqlLoans } from '../../infrastructure/circulation/sql-loans.js';
import { SqlLendingFacts } from '../../infrastructure/circulation/sql-lending-facts.js';
import { SqlLoanCounts } from '../../infrastructure/circulation/sql-loan-counts.js';
import { SqlLoanDays } from '../../infrastructure/circulation/sql-loan-days.js';
import { SqlLoanQueries } from '../../infrastructure/circulation/sql-loan-queries.js';
import { SqlPastLoans } from '../../infrastructure/circulation/sql-past-loans.js';
import type { Feature } from './feature.js';

export const circulation: Feature = {
  name: 'circulation',
  entities: [loanSchema, policySchema],
  constraints: { loan_one_open_per_copy: copyOnLoan },
  bind(container, config) {
    container.register(Loans, { useClass: SqlLoans });
    container.register(LendingFacts, { useClass: SqlLendingFacts });
    container.register(LoanQueries, { useClass: SqlLoanQueries });
    container.register(PatronStanding, { useClass: AccountStanding });
    container.register(Shelves, { useClass: CatalogueShelves });
    container.register(DeskCopies, { useClass: CatalogueDeskCopies });
    container.register(Titles, { useClass: CatalogueTitles });
    container.register(CopyLoans, { useClass: LoansOfLostCopies });
    container.register(OpenBusiness, { useClass: OpenLoans });
    container.register(PersonalRecords, { useClass: LoansOfPatron });
    container.register(LoanCounts, { useClass: SqlLoanCounts });
    container.register(LoanDays, { useClass: SqlLoanDays });
    container.register(PastLoans, { useClass: SqlPastLoans });
    container.register(HistoryKeepers, { useClass: AccountHistories });
    container.register(EventConsumer, { useClass: LoanTally });
    container.registerInstance(RetentionDays, config.loanRetentionDays);
    container.registerInstance<SelfService>(SelfService, config.selfService);
  },
};
