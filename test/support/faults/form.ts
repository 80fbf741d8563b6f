const given = (name: string): number | undefined => {
  const [, value] =
    new RegExp(`^--${name}=(\\d+)$`).exec(process.argv.find((it) => it.startsWith(`--${name}=`)) ?? '') ?? [];
  return value === undefined ? undefined : Number(value);
};

/**
 * `npm run test:faults -- --full` runs the full form, which takes long. The default is short enough to run before each
 * change.
 */
export const isFull = process.argv.includes('--full');

/** How often, or for how long, in the two forms. */
export const inForm = (short: number, full: number): number => (isFull ? full : short);

/** The seconds for which the model's clients run: `-- --seconds=600`. */
export const modelSeconds = given('seconds') ?? inForm(14, 300);

/** The seed of the model; `-- --seed=7` runs the same plan again. */
export const modelSeed = given('seed') ?? Math.floor(Math.random() * 2 ** 31);
