/**
 * The ways to answer that no conversation can bring about, each with the reason. A way is `v1 getMe 404 some.code`;
 * a star stands for any version or any operation.
 */
const exceptions: Readonly<Record<string, string>> = {
  '* * 400 catalogue.isbn_invalid':
    'The check of the body applies the same rule first and answers request.validation_failed; the core keeps it for other doors.',
  '* * 400 catalogue.language_invalid':
    'The check of the body applies the same rule first and answers request.validation_failed; the core keeps it for other doors.',
  '* getMe 404 accounts.patron_not_found':
    'Only when the account is closed between the check of its token and the reading of it.',
  '* updateMe 404 accounts.patron_not_found':
    'Only when the account is closed between the check of its token and the change of it.',
  '* deleteMe 404 accounts.patron_not_found': 'Only when the account is closed twice at the same moment.',
};

const known = Object.keys(exceptions).map((way) => way.split(' '));

/** Whether no conversation need be about this. @param way `v1 getMe 404 some.code` */
export function isExcepted(way: string): boolean {
  const parts = way.split(' ');
  return known.some(
    (each) => each.length === parts.length && each.every((part, at) => ['*', parts[at]].includes(part)),
  );
}
