/** Passwords that are refused at a registration of newcomer@example.org. */
export const unfitPasswords = [
  { password: 'a long and quiet \u2764\uFE0F evening', gives: 'accounts.password_unusable' },
  { password: 'e\u0301'.repeat(7), gives: 'accounts.password_too_short' },
  { password: 'password', gives: 'accounts.password_common' },
  { password: 'newcomer@example.org', gives: 'accounts.password_personal' },
] as const;

/** The same for the account of `other`. */
export const forOther = (password: string): string => password.replace('newcomer@', 'other@');

/** The same for the account of `patron`. */
export const forPatron = (password: string): string => password.replace('newcomer@', 'patron@');
