import type { FileRule, FileRules, UploadedFile, UploadedFiles } from '../declaration/form.js';

/**
 * Checks the files of a form for presence, empty content and media type. Number and size are checked while reading.
 * @param faults receives the errors, by field
 * @returns the files of each field of the route, with an empty list for a field without files
 */
export function checkFiles(
  rules: FileRules,
  files: UploadedFiles | undefined,
  faults: Record<string, readonly string[]>,
): UploadedFiles {
  const checked = Object.entries(rules).map(([field, rule]) => [field, rule, files?.[field] ?? []] as const);
  for (const [field, rule, some] of checked) {
    const sentences = sentencesOf(field, rule, some);
    if (sentences.length > 0) faults[field] = sentences;
  }
  return Object.fromEntries(checked.map(([field, , some]) => [field, some]));
}

function sentencesOf(
  field: string,
  { isOptional, mediaTypes }: FileRule,
  files: readonly UploadedFile[],
): string[] {
  if (files.length === 0) return isOptional ? [] : [`${field} is required as a file`];
  const isForeign = mediaTypes && files.some(({ mediaType }) => !mediaTypes.includes(mediaType));
  return [
    ...(files.some(({ size }) => size === 0) ? [`${field} must not be empty`] : []),
    ...(isForeign ? [`${field} must be of one of these media types: ${mediaTypes.join(', ')}`] : []),
  ];
}
