import type { NewCopy } from '../../../../application/catalogue/copy-record-service.js';
import type { CopyDetails, CopyView } from '../../../../application/catalogue/views.js';
import { omitUndefined } from '../../../kernel/input/omit-undefined.js';
import { toId } from '../../ids.js';
import type { CopyPatch, NewCopy as NewCopyBody } from './copy-bodies.js';
import type { Copy } from './copy-shapes.js';

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

export function newCopy(body: NewCopyBody): NewCopy {
  return { ...copyChanges(body), kind: body.kind };
}

/** Only the fields that the client has sent. */
export function copyChanges(body: CopyPatch): Partial<CopyDetails> {
  return omitUndefined({
    barcode: body.barcode,
    kind: body.kind,
    callNumber: body.callNumber,
    shelf: body.shelf,
  } satisfies Record<keyof CopyDetails, unknown>);
}
