import { asNode } from '../differ/node.js';

/** Stands for a sentence, whatever it says. */
const sentence = '(a sentence)';

/** Where an object with a `code` has its sentences. */
export const sentenceKeys: ReadonlySet<string> = new Set(['message', 'title', 'detail']);

/**
 * The body without the words that are for people: programs rely on codes and structure. A sentence belongs to the `code`
 * beside it, in refusals, in their faults, and in lists of reasons. All other texts are data.
 */
export function withoutSentences(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(withoutSentences);
  if (typeof body !== 'object' || body === null) return body;
  const node = asNode(body);
  const isTold = typeof node['code'] === 'string';
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (isTold && sentenceKeys.has(key) && isSentence(value)) return [key, sentence];
      return [key, isTold && key === 'errors' ? sentencesOfFields(value) : withoutSentences(value)];
    }),
  );
}

/** `v1` lists the sentences of each field by its name; `v2` has a list of faults. */
function sentencesOfFields(errors: unknown): unknown {
  if (Array.isArray(errors) || typeof errors !== 'object') return withoutSentences(errors);
  const fields = Object.entries(asNode(errors));
  return Object.fromEntries(
    fields.map(([field, told]) => [
      field,
      Array.isArray(told) ? told.map((each: unknown) => (isSentence(each) ? sentence : each)) : told,
    ]),
  );
}

function isSentence(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
