/** Operations that take nothing but an opaque id, as in every major but the first. */
const opaque = [
  'getApiKey',
  'getBook',
  'getCopy',
  'getLoan',
  'getPatron',
  'revokeApiKey',
  'unpinMinor',
  'withdrawBook',
  'withdrawCopy',
];

/**
 * The ways to answer that no conversation can bring about, each with the reason. A way is `v1 getMe 404 some.code`;
 * a star stands for any version or any operation, `!v1` for any version but that one.
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
  '* getOpenApiDocumentOfMinor 400 request.validation_failed':
    'Any text is a good name of a minor; one that there is none of is 404.',
  '* deleteMe 404 accounts.patron_not_found': 'Only when the account is closed twice at the same moment.',
  ...Object.fromEntries(
    opaque.map((id) => [
      `!v1 ${id} 400 request.validation_failed`,
      'Any text may be an id; one that names nothing is 404.',
    ]),
  ),
};

const known = Object.keys(exceptions).map((way) => way.split(' '));

/** Whether no conversation need be about this. @param way `v1 getMe 404 some.code` */
export function isExcepted(way: string): boolean {
  const parts = way.split(' ');
  return known.some(
    (each) => each.length === parts.length && each.every((part, at) => fits(part, parts[at])),
  );
}

function fits(part: string, said: string | undefined): boolean {
  return part.startsWith('!') ? part.slice(1) !== said : ['*', said].includes(part);
}
