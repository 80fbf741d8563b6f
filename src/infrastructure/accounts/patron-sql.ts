import type { PatronView } from '../../application/accounts/views.js';
import { selected, type ColumnOf } from '../kernel/postgres/columns.js';

/** The column of each field of a `PatronView`. The compiler finds a missing one. */
const columnOf: ColumnOf<keyof PatronView> = {
  id: 'id',
  cardNumber: 'card_number',
  username: 'username',
  firstName: 'first_name',
  lastName: 'last_name',
  email: 'email',
  emailVerified: 'email_verified',
  pendingEmail: 'pending_email',
  language: 'language',
  category: 'category',
  role: 'role',
  expiresAt: 'expires_at',
  blocks: 'blocks',
  disabled: 'disabled_at is not null',
  revision: 'revision',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
};

/** The columns of a `PatronView`, for a select from `patron`. */
export const patronColumns = selected(columnOf);

const { id: _id, disabled: _disabled, revision: _revision, createdAt, updatedAt, ...shown } = columnOf;

/**
 * The columns of an account in the export of a person's data: what is shown of it, and what else is kept. The times come
 * last, as in the exports of released minors, whose `ETag` depends on the order.
 */
export const exportedColumns = selected({
  ...shown,
  disabledAt: 'disabled_at',
  pins: 'pins',
  keepsHistory: 'keeps_history',
  hasPassword: 'password_hash is not null',
  createdAt,
  updatedAt,
});
