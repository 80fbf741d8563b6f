import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Place } from '../../../application/kernel/storage/slice.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { cursorInvalid } from '../errors/refusals.js';

/**
 * Positions in lists, as signed texts that clients can send back but cannot forge: `<place>.<signature>` in base64url.
 * A cursor is valid in every minor and instance, as long as the secret stays the same.
 */
export class Cursors {
  private readonly key: Uint8Array;

  /** @param secret of this service; a separate key is derived from it */
  constructor(secret: string) {
    this.key = new Uint8Array(hkdfSync('sha256', secret, '', 'cursor', 32));
  }

  /**
   * @param list identifies the list and its order
   * @returns null for no position, as on the last page
   */
  write(list: string, place: Place | undefined): string | null {
    if (place === undefined) return null;
    const text = Buffer.from(JSON.stringify(place)).toString('base64url');
    return `${text}.${this.sign(list, text)}`;
  }

  /** @throws Refusal `request.cursor_invalid` for a malformed cursor, or one of another list or order */
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
