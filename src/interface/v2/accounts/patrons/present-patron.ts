import type { PatronChanges } from '../../../../application/accounts/patrons/patron-service.js';
import type { Amendments, Newcomer } from '../../../../application/accounts/staff/staff-service.js';
import type { PatronView } from '../../../../application/accounts/views.js';
import { omitUndefined } from '../../../kernel/input/omit-undefined.js';
import { unlessAbsent } from '../../../kernel/input/unless-absent.js';
import { toId } from '../../ids.js';
import type { MePatch, PatronPatch } from './patron-bodies.js';
import type { Patron } from './patron-shapes.js';
import type { PatronAtDesk } from './staff-bodies.js';

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
export function amendments(body: PatronPatch): Amendments {
  const blocks = body.blocks === null ? [] : body.blocks;
  return omitUndefined({
    username: body.username,
    firstName: body.firstName,
    lastName: body.lastName,
    email: body.email,
    cardNumber: body.cardNumber,
    language: body.language,
    category: body.category,
    role: body.role,
    disabled: body.disabled,
    expiresAt: unlessAbsent(body.expiresAt, (moment) => new Date(moment)),
    blocks: blocks?.map(({ reason, until = null }) => ({ reason, until })),
  } satisfies Record<keyof Amendments, unknown>);
}

/** Absent names, and an absent address, have no value. */
export function newcomer(body: PatronAtDesk): Newcomer {
  const { username, firstName = null, lastName = null, email = null } = body;
  const given = omitUndefined({
    cardNumber: body.cardNumber,
    expiresAt: unlessAbsent(body.expiresAt, (moment) => new Date(moment)),
  });
  return { username, firstName, lastName, email, language: body.language, category: body.category, ...given };
}

function inUtc(moment: string): string {
  return new Date(moment).toISOString();
}
