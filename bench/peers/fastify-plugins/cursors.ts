import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Problem } from './problem.js';

const secret = new Uint8Array(hkdfSync('sha256', process.env['JWT_SECRET'] ?? '', '', 'cursor', 32));
/** The list and its order. */
const list = 'books id';

/** A place in the list as a text that a client can send back and cannot forge. */
export function toCursor(id: number): string {
  const text = Buffer.from(JSON.stringify([id, id])).toString('base64url');
  return `${text}.${signatureOf(text)}`;
}

/** The last book before the place. @throws Problem for a cursor that was not given out */
export function fromCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const [text = '', signature = ''] = cursor.split('.');
  const [given, ours] = [Buffer.from(signature), Buffer.from(signatureOf(text))];
  if (given.length !== ours.length || !timingSafeEqual(given, ours)) {
    throw new Problem(400, [
      {
        code: 'request.cursor_invalid',
        detail: 'The cursor was not given out for this list and this order.',
      },
    ]);
  }
  const [id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [number];
  return id;
}

function signatureOf(text: string): string {
  return createHmac('sha256', secret).update(`${list}\n${text}`).digest('base64url');
}
