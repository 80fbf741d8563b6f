import { createHmac, createSecretKey, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { Place } from '../../../application/kernel/storage/slice.js';
import { fault } from '../../../domain/kernel/field-fault.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { cursorInvalid } from '../errors/refusals.js';

/**
 * Positions in lists, as signed texts that clients can send back but cannot forge: `<place>.<signature>` in base64url.
 * A cursor is valid in every minor and instance, as long as its secret is among the secrets of the service.
 */
export class Cursors {
  private readonly keys: readonly KeyObject[];

  /**
   * @param secrets of this service: the first signs, all verify. Separate keys are derived from them, once: a key given
   * as bytes would become a `KeyObject` for each signature, which took six times as long as the signature.
   */
  constructor(secrets: readonly string[]) {
    this.keys = secrets.map((secret) => keyFrom(secret));
  }

  /**
   * @param list identifies the list and its order
   * @returns null for no position, as on the last page
   */
  write(list: string, place: Place | undefined): string | null {
    if (place === undefined) return null;
    const text = Buffer.from(JSON.stringify(place)).toString('base64url');
    const [first = keyFrom('')] = this.keys;
    return `${text}.${signatureOf(first, list, text)}`;
  }

  /** @throws Refusal `request.cursor_invalid` for a malformed cursor, or one of another list or order */
  read(list: string, cursor: string | undefined): Place | undefined {
    if (cursor === undefined) return undefined;
    const [, text = '', signature = ''] = /^([\w-]+)\.([\w-]+)$/.exec(cursor) ?? [];
    if (!this.keys.some((key) => isEqual(signature, signatureOf(key, list, text)))) {
      const fields = { cursor: [fault('wrong_format', cursorInvalid.message, { format: 'cursor' })] };
      throw new Refusal(cursorInvalid, fields, { parameters: ['cursor'] });
    }
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as Place;
  }
}

function keyFrom(secret: string): KeyObject {
  return createSecretKey(new Uint8Array(hkdfSync('sha256', secret, '', 'cursor', 32)));
}

function signatureOf(key: KeyObject, list: string, text: string): string {
  return createHmac('sha256', key).update(`${list}\n${text}`).digest('base64url');
}

/** Takes the same time for every signature. */
function isEqual(given: string, ours: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(ours)];
  return a.length === b.length && timingSafeEqual(a, b);
}
