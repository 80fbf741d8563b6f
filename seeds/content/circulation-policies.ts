/** Who may have what for how long, where it differs from the policy that the migrations leave: 21 days, 5 loans. */
export const policies = [
  { patronCategory: 'child', copyKind: '*', loanDays: 14, renewalsMax: 1, loansMax: 3, holdsMax: 3 },
  { patronCategory: 'student', copyKind: '*', loanDays: 28, renewalsMax: 3, loansMax: 10, holdsMax: 5 },
  { patronCategory: 'staff', copyKind: '*', loanDays: 42, renewalsMax: 5, loansMax: 20, holdsMax: 10 },
  // Textbooks that many wait for. A copy's kind outweighs the patron's category, for staff as well.
  { patronCategory: '*', copyKind: 'short_loan', loanDays: 3, renewalsMax: 0, loansMax: 5, holdsMax: 2 },
];
