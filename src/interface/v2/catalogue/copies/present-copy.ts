import type { CopyDetails, CopyView } from '../../../../application/catalogue/views.js';
import { omitUndefined } from '../../../kernel/input/omit-undefined.js';
import { toId } from '../../ids.js';
import type { Copy, CopyPatch } from './copy-shapes.js';

export function presentCopy(copy: CopyView): Copy {
  return {
    id: toId('copy', copy.id),
    bookId: toId('book', copy.bookId),
    barcode: copy.barcode,
    status: copy.status,
    kind: copy.kind,
    callNumber: copy.callNumber,
    shelf: copy.shelf,
    createdAt: copy.createdAt.toISOString(),
  };
}

/** Only the fields that the client has sent. */
export function copyChanges({ barcode, kind, callNumber, shelf }: CopyPatch): Partial<CopyDetails> {
  return omitUndefined({ barcode, kind, callNumber, shelf });
}
