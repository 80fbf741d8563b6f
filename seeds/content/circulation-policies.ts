/** Policies in addition to the default policy of the migrations (21 days, 5 loans). */
export const policies = [
  { patronCategory: 'child', copyKind: '*', loanDays: 14, renewalsMax: 1, loansMax: 3, holdsMax: 3 },
  { patronCategory: 'student', copyKind: '*', loanDays: 28, renewalsMax: 3, loansMax: 10, holdsMax: 5 },
  { patronCategory: 'staff', copyKind: '*', loanDays: 42, renewalsMax: 5, loansMax: 20, holdsMax: 10 },
  // Textbooks with many requests. The kind of copy takes precedence over the category of patron, also for staff.
  { patronCategory: '*', copyKind: 'short_loan', loanDays: 3, renewalsMax: 0, loansMax: 5, holdsMax: 2 },
];
