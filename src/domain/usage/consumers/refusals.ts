import { reason } from '../../kernel/refusal.js';

export const programUnclear = reason(
  'invalid',
  'usage.program_unclear',
  'A program is the origin of a page, such as https://reader.example, or the product of a user agent, such as ShelfReader.',
);
export const programTaken = reason(
  'conflict',
  'usage.program_taken',
  'Somebody else has registered this program. An admin can give it to another account.',
);
export const tooManyPrograms = reason(
  'conflict',
  'usage.too_many_programs',
  'The account has registered as many programs as the library allows.',
);
export const programNotFound = reason(
  'not_found',
  'usage.program_not_found',
  'There is no such registered program.',
);
export const developerOff = reason(
  'forbidden',
  'usage.developer_off',
  'Only staff and accounts of developers register programs. Switch `developer` on first.',
);
export const ownerNeedsAdmin = reason(
  'forbidden',
  'usage.owner_needs_admin',
  'Only an admin registers a program for somebody else.',
);
export const contactNeedsStaff = reason(
  'forbidden',
  'usage.contact_needs_staff',
  'Only staff name an address for mail. Others get mail at the verified address of their account.',
);
export const changeNeedsReason = reason(
  'invalid',
  'usage.change_needs_reason',
  'Whoever changes the settings of somebody else has to say why.',
);
export const keyNotFound = reason('not_found', 'usage.key_not_found', 'The caller has no such API key.');

export const mutingPast = reason(
  'invalid',
  'usage.muting_past',
  'A client is muted until a moment that is still to come.',
);
