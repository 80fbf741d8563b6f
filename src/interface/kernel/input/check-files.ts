import { fault, type FieldFault } from '../../../domain/kernel/field-fault.js';
import type { FileRule, FileRules, UploadedFile, UploadedFiles } from '../declaration/form.js';

const foreign = '{{field}} must be of one of these media types: {{allowed}}';

/**
 * Checks the files of a form for presence, empty content and media type. Number and size are checked while reading.
 * @param faults receives the errors, by field
 * @returns the files of each field of the route, with an empty list for a field without files
 */
export function checkFiles(
  rules: FileRules,
  files: UploadedFiles | undefined,
  faults: Record<string, readonly FieldFault[]>,
): UploadedFiles {
  const checked = Object.entries(rules).map(([field, rule]) => [field, rule, files?.[field] ?? []] as const);
  for (const [field, rule, some] of checked) {
    const found = faultsOf(rule, some);
    if (found.length > 0) faults[field] = found;
  }
  return Object.fromEntries(checked.map(([field, , some]) => [field, some]));
}

function faultsOf({ isOptional, mediaTypes }: FileRule, files: readonly UploadedFile[]): FieldFault[] {
  if (files.length === 0) return isOptional ? [] : [fault('missing', '{{field}} is required as a file')];
  const isForeign = mediaTypes && files.some(({ mediaType }) => !mediaTypes.includes(mediaType));
  return [
    ...(files.some(({ size }) => size === 0) ? [fault('empty', '{{field}} must not be empty')] : []),
    ...(isForeign ? [fault('not_one_of', foreign, { allowed: mediaTypes })] : []),
  ];
}
