/** `FUZZ_SEED` repeats the requests of a run, `FUZZ_RUNS` says how many each operation gets in each minor. */
export const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);
export const runs = Number(process.env['FUZZ_RUNS'] ?? 15);
