/** `1 call` or `7 calls`. @param shown the number as it is written */
export function callsInWords(calls: number, shown = String(calls)): string {
  return `${shown} ${calls === 1 ? 'call' : 'calls'}`;
}
