import { only, type Plant } from './plant.js';

const loanQueries = 'src/infrastructure/circulation/sql-loan-queries.js';
const policy = 'src/domain/circulation/policy.js';
const lends = only('borrowBook', 'lendCopy', 'checkLoan');
const lendsOrRenews = only('borrowBook', 'lendCopy', 'checkLoan', 'renewLoan');

/** Defects of the rules of lending, and of what is told of loans. */
export const circulationPlants: readonly Plant[] = [
  {
    name: 'of the most borrowed books, the one with fewest loans comes first',
    file: 'src/infrastructure/circulation/sql-loan-counts.js',
    from: 'where loans > 0 order by loans desc',
    to: 'where loans > 0 order by loans',
    touches: only('listPopularBooks'),
  },
  {
    name: 'a loan is overdue a day later',
    file: loanQueries,
    from: 'and due_at < ${this.clock.now()}`',
    to: "and due_at < ${this.clock.now()} - interval '1 day'`",
    touches: only('listLoans', 'listMyLoans'),
  },
  {
    name: 'the week begins on Sunday for closed days',
    file: 'src/domain/circulation/due-date.js',
    from: 'closedWeekdays.includes(calendar.weekday(day))',
    to: 'closedWeekdays.includes((calendar.weekday(day) % 7) + 1)',
    touches: lendsOrRenews,
  },
  {
    name: 'the category of a patron goes before the kind of a copy',
    file: policy,
    from: "(copyKind === '*' ? 0 : 2) + (patronCategory === '*' ? 0 : 1)",
    to: "(copyKind === '*' ? 0 : 1) + (patronCategory === '*' ? 0 : 2)",
    touches: lends,
  },
  {
    name: 'a block that ends later does not count',
    file: 'src/domain/accounts/patron.js',
    from: 'block.until === null || new Date(block.until) > now',
    to: 'block.until === null',
    touches: lendsOrRenews,
  },
  {
    name: 'a loan may outlive the card',
    file: 'src/domain/circulation/due-date.js',
    from: 'return outlivesCard ?',
    to: 'return outlivesCard && false ?',
    touches: lendsOrRenews,
  },
];
