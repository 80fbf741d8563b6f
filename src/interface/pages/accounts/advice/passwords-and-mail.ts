import type { AdviceByCode } from '../../../documentation/problems/advice.js';

const onPasswords: AdviceByCode = {
  'accounts.current_password_wrong': {
    means: 'The change needs the current password, and the one in the request is not that of the account.',
    todo: 'Let the user type it again. A forgotten password is replaced with the link that `requestPasswordReset` mails.',
    repeat: 'Not with this password. Each failure counts against the limit of signing in.',
  },
  'accounts.password_unusable': {
    means:
      'The new password contains a control character, an invisible one, or one that Unicode does not define.',
    todo: 'Let the user choose another one. Often such a character comes from copying: typing the password helps.',
    repeat: 'Not with this password. All letters, digits, signs and spaces can be used.',
  },
  'accounts.password_too_short': {
    means: 'The new password has fewer than eight characters.',
    todo: 'Ask for a longer one. A sentence of some words is easy to keep in mind. No kinds of characters are demanded.',
    repeat: 'Only with eight characters or more.',
  },
  'accounts.password_common': {
    means: 'The new password is on the list of those that are used most, which attackers try first.',
    todo: 'Let the user choose another one. Digits at the end or capitals do not help if the word is a common one.',
    repeat: 'No. The list does not shrink.',
  },
  'accounts.password_personal': {
    means:
      'The new password is the username, a name or the e-mail address of its owner, perhaps with other signs between.',
    todo: 'Let the user choose a password that says nothing about them.',
    repeat: 'Not for this account.',
  },
};

const onMail: AdviceByCode = {
  'accounts.email_taken': {
    means: 'Another account has this e-mail address. Upper and lower case do not matter.',
    todo: 'If it is an account of the same person, sign in to it, or get a new password with `requestPasswordReset`. Otherwise use another address.',
    repeat: 'Not with this address, unless the other account gives it up.',
  },
  'accounts.email_unverified': {
    means:
      'This library lends only to accounts with a verified e-mail address, and the owner has not used the mailed link yet.',
    todo:
      'The owner opens the link in the mail, which calls `verifyEmail`. If the mail is lost, `requestEmailVerification` ' +
      'sends a new one.',
    repeat: 'Yes, as soon as the address is verified.',
  },
  'accounts.email_verified': {
    means:
      'The address of the account is verified, and no other one is pending. There is nothing to mail a link for.',
    todo: 'Continue as usual. For another address, use `updateMe` first: it mails a link to the new one.',
    repeat: 'No. The state that you want is reached already.',
  },
  'accounts.email_missing': {
    means: 'The account has no e-mail address, so a link cannot be mailed. It was opened at the desk.',
    todo: 'A librarian enters an address with `updatePatron`, and then uses `startPasswordReset` again.',
    repeat: 'Yes, after an address was entered.',
  },
  'accounts.link_invalid': {
    means:
      'The link was used before, is too old, was replaced by a later one, or was cut off by the mail program.',
    todo:
      'Get a new one: `requestEmailVerification` to verify an address, `requestPasswordReset` for a new password. ' +
      'Only the last link works, and only once.',
    repeat: 'Not with this link.',
  },
};

export const onPasswordsAndMail: AdviceByCode = { ...onPasswords, ...onMail };
