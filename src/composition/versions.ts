/**
 * The majors that are served, by the names of their folders. A major is removed by removing its folder and its line.
 */
export const versions: readonly string[] = [
  'v1', //
  'v2', //
];
