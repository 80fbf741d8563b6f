import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Place } from '../../../application/kernel/storage/slice.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { cursorInvalid } from '../errors/refusals.js';

/**
 * Places in lists as texts that clients hand back but cannot make: `<place>.<signature>`, in base64url. A cursor is
 * good in every minor and instance, for as long as the secret lives.
 */
export class Cursors {
  private readonly key: Uint8Array;

  /** @param secret of this service; a key of its own is derived from it */
  constructor(secret: string) {
    this.key = new Uint8Array(hkdfSync('sha256', secret, '', 'cursor', 32));
  }

  /**
   * @param list names the list and the order that the place belongs to
   * @returns null for no place, as on the last page
   */
  write(list: string, place: Place | undefined): string | null {
    if (place === undefined) return null;
    const text = Buffer.from(JSON.stringify(place)).toString('base64url');
    return `${text}.${this.sign(list, text)}`;
  }

  /** @throws Refusal `request.cursor_invalid` for one that is broken, or of another list or order */
  read(list: string, cursor: string | undefined): Place | undefined {
    if (cursor === undefined) return undefined;
    const [, text = '', signature = ''] = /^([\w-]+)\.([\w-]+)$/.exec(cursor) ?? [];
    const given = Buffer.from(signature);
    const ours = Buffer.from(this.sign(list, text));
    if (given.length !== ours.length || !timingSafeEqual(given, ours)) {
      throw new Refusal(cursorInvalid, { cursor: [cursorInvalid.message] }, { parameters: ['cursor'] });
    }
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as Place;
  }

  private sign(list: string, text: string): string {
    return createHmac('sha256', this.key).update(`${list}\n${text}`).digest('base64url');
  }
}
