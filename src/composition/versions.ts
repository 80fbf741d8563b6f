/**
 * The majors that are served, by the names of their folders. A major is removed by removing its folder and its line.
 */
export const versions: readonly string[] = [
  'v1', //
  'v2', //
];

/**
 * The APIs beside the majors, by the names of their folders. Each has its own paths, its own document with a page, and its
 * own tokens. It is removed in the same way.
 */
export const standaloneApis: readonly string[] = [
  'ops', //
];

/**
 * The APIs of packages that know nothing of this application, by the names of the folders with their adapters. Each is
 * mounted by its line.
 */
export const installedApis: readonly string[] = [
  'opds', //
];
