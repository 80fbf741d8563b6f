/** Whole numbers from 0 to below `top`, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): (top: number) => number {
  let state = seed >>> 0;
  return (top) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * top);
  };
}
