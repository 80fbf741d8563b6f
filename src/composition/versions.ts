/** The majors that are served, each by the name of its folder. A major goes by removing its folder and its line. */
export const versions: readonly string[] = [
  'v1', //
  'v2', //
];
