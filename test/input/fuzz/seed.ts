/**
 * `FUZZ_SEED` repeats the requests of a run. `FUZZ_RUNS` is the number of requests to each operation in each minor.
 */
export const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);
export const runs = Number(process.env['FUZZ_RUNS'] ?? 15);
