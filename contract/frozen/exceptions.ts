const ofTheMoment =
  'Needs the code of a random secret at this moment; the integration tests of the second factor cover it.';
const withFactor =
  'Needs an account with a second factor; the integration tests of the second factor cover it.';

/**
 * Answers that no conversation can produce, each with the reason. An answer is written as `v1 getMe 404 some.code`; a
 * star stands for any version or any operation.
 */
const exceptions: Readonly<Record<string, string>> = {
  '* * 400 catalogue.isbn_invalid':
    'The validation of the body applies the same rule first and answers request.validation_failed; the domain keeps it for other entry points.',
  '* * 400 catalogue.language_invalid':
    'The validation of the body applies the same rule first and answers request.validation_failed; the domain keeps it for other entry points.',
  '* * 403 accounts.registration_closed':
    'Only in a library where staff open the accounts; that of the conversations has open registration.',
  '* requestEmailVerification 404 accounts.patron_not_found':
    'Only when the account is closed between authentication and the request.',
  '* * 403 circulation.desk_only':
    'Only in a library where staff alone lend and take back; that of the conversations is open.',
  '* * 409 usage.sunset_not_set':
    'Everything that is deprecated in the library of the conversations has a sunset.',
  '* * 410 request.brownout': 'A brownout begins by a decision of the worker, which no conversation runs.',
  '* confirmSecondFactor 200': ofTheMoment,
  '* confirmSecondFactor 422 request.idempotency_key_reused': ofTheMoment,
  '* changePassword 422 request.idempotency_key_reused':
    'The first request ends the token of the second one.',
  '* exportMe 304': 'An export is recorded, and names its moment: no two are the same.',
  '* exportPatron 304': 'An export is recorded, and names its moment: no two are the same.',
  '* getMigrationReport 304': 'A report names the moment since when calls count: no two are the same.',
  '* removeSecondFactor 204': ofTheMoment,
  '* removeSecondFactor 422 request.idempotency_key_reused': ofTheMoment,
  '* * 403 accounts.second_factor_required': withFactor,
  '* * 403 accounts.second_factor_overdue': withFactor,
  '* issueTokens 403 accounts.second_factor_wrong': withFactor,
  '* setUpSecondFactor 403 accounts.second_factor_wrong': withFactor,
  '* removeSecondFactor 403 accounts.second_factor_wrong': withFactor,
  '* removeSecondFactor 409 accounts.second_factor_kept': withFactor,
  '* exportMe 404 accounts.patron_not_found':
    'Only when the account is closed between authentication and the read.',
  '* getMe 404 accounts.patron_not_found':
    'Only when the account is closed between authentication and the read.',
  '* updateMe 404 accounts.patron_not_found':
    'Only when the account is closed between authentication and the change.',
  '* deleteMe 404 accounts.patron_not_found': 'Only when the account is closed twice at the same moment.',
};

const known = Object.keys(exceptions).map((way) => way.split(' '));

/** Whether this answer needs no conversation. @param way `v1 getMe 404 some.code` */
export function isExcepted(way: string): boolean {
  const parts = way.split(' ');
  return known.some(
    (each) => each.length === parts.length && each.every((part, at) => ['*', parts[at]].includes(part)),
  );
}
