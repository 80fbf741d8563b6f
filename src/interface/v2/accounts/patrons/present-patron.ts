import type { PatronChanges } from '../../../../application/accounts/patrons/patron-service.js';
import type { Amendments } from '../../../../application/accounts/staff/staff-service.js';
import type { PatronView } from '../../../../application/accounts/views.js';
import { omitUndefined } from '../../../kernel/input/omit-undefined.js';
import { toId } from '../../ids.js';
import type { MePatch, PatronPatch } from './patron-bodies.js';
import type { Patron } from './patron-shapes.js';

export function presentPatron(patron: PatronView): Patron {
  return {
    id: toId('patron', patron.id),
    cardNumber: patron.cardNumber,
    username: patron.username,
    firstName: patron.firstName,
    lastName: patron.lastName,
    email: patron.email,
    emailVerified: patron.emailVerified,
    pendingEmail: patron.pendingEmail,
    language: patron.language,
    category: patron.category,
    role: patron.role,
    expiresAt: patron.expiresAt?.toISOString() ?? null,
    blocks: patron.blocks.map(({ reason, until }) => ({ reason, until: until && inUtc(until) })),
    disabled: patron.disabled,
    createdAt: patron.createdAt.toISOString(),
    updatedAt: patron.updatedAt.toISOString(),
  };
}

/** Only the fields that the client has sent. */
export function patronChanges(patch: MePatch): PatronChanges {
  const { username, email, firstName, lastName, language } = patch;
  return omitUndefined({ username, email, firstName, lastName, language });
}

/** Only the fields that the client has sent. */
export function amendments({ expiresAt, blocks, ...patch }: PatronPatch): Amendments {
  const end = typeof expiresAt === 'string' ? new Date(expiresAt) : expiresAt;
  const all = blocks === null ? [] : blocks?.map(({ reason, until = null }) => ({ reason, until }));
  const { username, firstName, lastName, email, cardNumber, language, category, role, disabled } = patch;
  const person = { username, firstName, lastName, email, cardNumber, language };
  return omitUndefined({ ...person, category, role, disabled, expiresAt: end, blocks: all });
}

function inUtc(moment: string): string {
  return new Date(moment).toISOString();
}
