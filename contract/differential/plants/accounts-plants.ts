import { only, type Plant } from './plant.js';

const shape = 'src/interface/kernel/input/validate.js';

/** Defects of accounts, and of what the kernel does for all operations. */
export const accountsPlants: readonly Plant[] = [
  {
    name: 'an e-mail address keeps its capitals',
    file: 'src/domain/kernel/email-address.js',
    from: ".toLowerCase().normalize('NFC')",
    to: ".normalize('NFC')",
    touches: only(
      'registerUser',
      'registerPatron',
      'createPatron',
      'updateMe',
      'updatePatron',
      'loginUser',
      'issueTokens',
      'getUser',
      'getPatron',
      'listUsers',
      'listPatrons',
      'getMe',
      'exportMe',
      'exportPatron',
      'verifyEmail',
      'completePasswordReset',
      'changeUserRole',
    ),
  },
  {
    name: 'closed accounts are listed',
    file: 'src/infrastructure/accounts/sql-patron-queries.js',
    from: 'from patron where closed_at is null and id > ${last}',
    to: 'from patron where id > ${last}',
    touches: only('v2 listPatrons'),
  },
  {
    name: 'a period of the audit trail ends an hour early',
    file: 'src/infrastructure/audit/sql-audit-queries.js',
    from: 'at < ${before}',
    to: "at < ${before}::timestamptz - interval '1 hour'",
    touches: only('listAuditEvents'),
  },
  {
    name: 'a pointer names only the last part of a place',
    file: shape,
    from: '`${name}.`',
    to: "''",
    touches: ({ media, method }) => media.length > 0 && method !== 'GET',
  },
  {
    name: 'a scope is checked before the role',
    file: 'src/interface/kernel/pipeline/access-steps.js',
    from: 'if (rank[role] < rank[audience])',
    to: 'if (scopes?.includes(scope) !== false && rank[role] < rank[audience])',
    touches: ({ audience, scope }) => scope !== undefined && ['librarian', 'admin'].includes(audience),
  },
  {
    name: 'a page has 25 items',
    file: 'src/interface/v2/lists.js',
    from: 'limit = 20;',
    to: 'limit = 25;',
    touches: ({ major, parameters }) => major === 'v2' && parameters.some(({ name }) => name === 'limit'),
  },
];
