import type { MinorSource } from '../../../application/kernel/request/request-observer.js';

type MinorFault = 'malformed' | 'ambiguous' | 'wrong_major' | 'unknown';

export type MinorChoice =
  { readonly minor: string; readonly source: MinorSource } | { readonly fault: MinorFault };

/**
 * Chooses the minor that a request is answered as: that of its header, else the pin of the consumer, else the first
 * minor of the major. It is never "the latest": no client gets a change that it did not ask for.
 * @param asked the header `API-Version`; several ones are joined with commas (RFC 9110, 5.3)
 * @param pin the minor that the consumer has pinned
 * @param minors those of this major, oldest first
 */
export function chooseMinor(
  asked: string | undefined,
  pin: string | undefined,
  minors: readonly [string, ...string[]],
): MinorChoice {
  if (asked === undefined || asked.trim() === '') {
    return pin !== undefined && minors.includes(pin)
      ? { minor: pin, source: 'pin' }
      : { minor: minors[0], source: 'default' };
  }
  const [named = '', ...others] = new Set(asked.split(',').map((each) => each.trim()));
  if (others.length > 0) return { fault: 'ambiguous' };
  if (!/^(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})$/.test(named)) return { fault: 'malformed' };
  if (majorOf(named) !== majorOf(minors[0])) return { fault: 'wrong_major' };
  return minors.includes(named) ? { minor: named, source: 'header' } : { fault: 'unknown' };
}

function majorOf(minor: string): string | undefined {
  return minor.split('.')[0];
}
