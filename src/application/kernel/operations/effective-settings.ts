/** The settings that this process runs with, by the names of their variables. Secrets are masked, and unset ones empty. */
export type EffectiveSettings = Readonly<Record<string, string>>;
export const EffectiveSettings = Symbol('kernel.EffectiveSettings');
