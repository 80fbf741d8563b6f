/** The languages in which the library writes to people. The first one is the default. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];
