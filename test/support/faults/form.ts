const given = (name: string): number | undefined => {
  const [, value] =
    new RegExp(`^--${name}=(\\d+)$`).exec(process.argv.find((it) => it.startsWith(`--${name}=`)) ?? '') ?? [];
  return value === undefined ? undefined : Number(value);
};

/** `npm run test:faults -- --full`: as long as it takes; else as short as a check before each change can bear. */
export const isFull = process.argv.includes('--full');

/** How often, or for how long, in the two forms. */
export const inForm = (short: number, full: number): number => (isFull ? full : short);

/** So many seconds the model's clients go on: `-- --seconds=600`. */
export const modelSeconds = given('seconds') ?? inForm(14, 300);

/** What the model draws from; `-- --seed=7` draws the same plan once more. */
export const modelSeed = given('seed') ?? Math.floor(Math.random() * 2 ** 31);
