import type { AdviceByCode } from '../../documentation/problems/advice.js';

export const advice: AdviceByCode = {
  'usage.deprecation_not_found': {
    means: 'Nothing with this id is deprecated.',
    todo: 'Take the id from `listMyDeprecations`, or from `GET /versions`.',
    repeat: 'With the id of another deprecation.',
  },
  'usage.consumer_not_found': {
    means:
      'There is no client with this id, or it belongs to somebody else. Without `clientId`, the account has no client yet.',
    todo:
      'Take `clientId` from `listMyDeprecations`; operators take the id from `listConsumers`. A key or a program is there ' +
      'after its first call.',
    repeat: 'With another id.',
  },
  'usage.consent_by_key': {
    means: 'The request was sent with an API key. A program cannot agree to its own end.',
    todo: 'Sign in with `issueTokens`, and send the access token.',
    repeat: 'With an access token.',
  },
  'usage.program_unconfirmed': {
    means:
      'The account has registered the program after patrons had used it, and anybody could have done so. Its mails and its ' +
      'usage are there, but nothing can be agreed for it yet.',
    todo: 'Ask an admin of the library to register the program for your account, with `registerProgram` and `ownerId`.',
    repeat: 'Yes, as it is, once an admin has confirmed the program.',
  },
  'usage.consent_needs_reason': {
    means: 'The client belongs to somebody else, or to nobody.',
    todo: 'Say in `reason` who has agreed, and when.',
    repeat: 'Yes, with a reason.',
  },
  'usage.sunset_not_set': {
    means: 'It is deprecated, and its last day is not known yet.',
    todo: 'There is nothing to agree to. Move to the successor before a day is set.',
    repeat: 'Once it has a sunset.',
  },
  'usage.extension_too_long': {
    means:
      'The moment in `until` is past, or more than 90 days after the sunset, or after now where that is later.',
    todo: 'Send an earlier moment.',
    repeat: 'With another moment.',
  },
  'usage.extension_taken': {
    means: 'Each client can put a sunset off once.',
    todo: 'Move to the successor, or ask an operator to hold the sunset.',
    repeat: 'No, because each client has one.',
  },
  'usage.anonymous_use_grew': {
    means:
      'Since the number was read, more calls without a token have been counted, or too small a number was sent.',
    todo: 'Read `anonymousCalls` again, decide whether they may break, and send that number or a larger one.',
    repeat: 'With a larger number.',
  },
  'usage.muting_past': {
    means: 'The moment in `mutedUntil` is past.',
    todo: 'Send a later moment, or null to end the muting.',
    repeat: 'With a moment that is still to come.',
  },
  'usage.program_unclear': {
    means:
      'The text is neither an origin nor the product of a user agent. A path, a version or a space is too much.',
    todo:
      'Send the origin of your page as browsers do, such as `https://reader.example`, or the first word of the user ' +
      'agent before the slash, such as `ShelfReader`. `Mozilla` names every browser, and so cannot be registered.',
    repeat: 'With another text.',
  },
  'usage.program_taken': {
    means: 'Another account has registered this program with `registerProgram`.',
    todo: 'If it is yours, ask an admin of the library, who can give it to your account.',
    repeat: 'After an admin has given it to you, which makes it needless.',
  },
  'usage.too_many_programs': {
    means: 'The account owns 20 programs.',
    todo: 'Remove one that is not in use with `unregisterProgram`.',
    repeat: 'Yes, after that.',
  },
  'usage.program_not_found': {
    means: 'There is no registered program with this id, or it belongs to somebody else.',
    todo: 'Take the id from `listPrograms`.',
    repeat: 'With the id of another program.',
  },
  'usage.developer_off': {
    means: 'A patron registers programs only as a developer.',
    todo: 'Call `switchDeveloper` with `{"developer": true}` first.',
    repeat: 'Yes, once `developer` is on.',
  },
  'usage.owner_needs_admin': {
    means: 'The body has an `ownerId` other than the caller.',
    todo: 'Leave `ownerId` out to register the program for yourself.',
    repeat: 'Without `ownerId`, or with the token of an admin.',
  },
  'usage.contact_needs_staff': {
    means: 'Mail goes only to addresses that were verified, or that the staff answer for.',
    todo: 'Leave `contactEmail` and `secondEmail` out: mail goes to the verified address of the account.',
    repeat: 'Without these fields.',
  },
  'usage.change_needs_reason': {
    means: 'An admin sets who is told about a client of somebody else, and `reason` is absent.',
    todo: 'Say in `reason` who has asked for it.',
    repeat: 'Once `reason` is in the body.',
  },
  'usage.key_not_found': {
    means: 'No API key of the caller has this id.',
    todo: 'Take the id from `listApiKeys`.',
    repeat: 'With the id of another key.',
  },
};
