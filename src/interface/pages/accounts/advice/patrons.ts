import type { AdviceByCode } from '../../../documentation/problems/advice.js';

/** Accounts of patrons, and who may change them. */
export const onPatrons: AdviceByCode = {
  'accounts.patron_not_found': {
    means:
      'There is no account with this id, or it was closed. For your own account: it was closed a moment ago.',
    todo:
      'Take the id from `listPatrons` in `/v2` or from `listUsers` in `/v1`. An id of `/v1` is a number, one of `/v2` ' +
      'begins with `patron_`: they cannot be exchanged.',
    repeat: 'No. A closed account is never opened again.',
  },
  'accounts.patron_changed': {
    means:
      'Somebody else has changed the account after you read it, so `If-Match` has the tag of an older state.',
    todo:
      'Read the account again, with `getMe` or `getPatron`, apply the change to it, and send the new `ETag` in ' +
      '`If-Match`.',
    repeat: 'Only with the `ETag` of the account as it is now.',
  },
  'accounts.account_in_use': {
    means: 'The patron still has books of the library, so the account cannot be closed.',
    todo: '`listMyLoans` shows the open loans; librarians use `listLoans`. Return them, or report lost copies, and close the account then.',
    repeat: 'Yes, after the last loan has ended.',
  },
  'accounts.card_number_taken': {
    means: 'Another account has this card number.',
    todo: 'Check the number on the card. `listPatrons` has the other account. For a new patron, omit the number: the library gives the next one.',
    repeat: 'Not with this number.',
  },
  'accounts.category_unknown': {
    means:
      'The library has not got this category of patrons. Categories decide how much and how long a patron borrows.',
    todo: 'Use a category that other patrons have. The operators of the service list and add them with the command `patron-categories`.',
    repeat: 'Yes, after the category was added.',
  },
  'accounts.registration_closed': {
    means: 'In this library people do not open an account themselves. This is a setting of the operator.',
    todo: 'Send the user to the desk. A librarian opens the account with `createPatron`.',
    repeat: 'No. Hide the registration form for this library.',
  },
  'accounts.role_needs_admin': {
    means:
      'The update has a `role`, but the caller is a librarian. Only admins decide who belongs to the staff.',
    todo: 'Omit `role`, or ask an admin to change it with `updatePatron`.',
    repeat: 'Only without `role`, or with the token of an admin.',
  },
  'accounts.staff_needs_admin': {
    means:
      'The account belongs to a librarian or an admin, and the caller is no admin. Librarians act only for patrons.',
    todo: 'Ask an admin to do it. To change your own account, use `updateMe` and the other operations on yourself.',
    repeat: 'Only with the token of an admin.',
  },
  'accounts.own_account': {
    means:
      'The request changes the rights or the state of the account that sends it. That always takes a second person.',
    todo: 'Ask another admin, or for the account of a patron a librarian. Name, address and password are changed with `updateMe` and `changePassword`.',
    repeat: 'Not with this account.',
  },
  'accounts.last_admin': {
    means: 'This is the only admin who can act. Without one, nobody could give roles any more.',
    todo: 'Make somebody else an admin first, with `updatePatron`, or on the server with the command `create-admin`.',
    repeat: 'Yes, when there is another admin.',
  },
};
