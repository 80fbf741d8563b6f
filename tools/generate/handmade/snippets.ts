import { pascal, snake } from '../spec/words.js';
import type { HandmadeField } from './handmade.js';

/** In an interface of the core. */
export const inDetails = ({ name, type }: HandmadeField): string => `readonly ${name}: ${type};`;

/** A property of a class of the core that has a value at first. */
export const withBlank = ({ name, type, blank, isOptional, isEnum }: HandmadeField): string =>
  `${name}${isOptional || isEnum ? `: ${type}` : ''} = ${blank};`;

export const mapped = (field: HandmadeField): string => `${field.name}: ${field.mapped}`;
/** From the core to an answer. */
export const shown = (field: HandmadeField): string => `${field.jsonName}: ${field.shown}`;
/** From a body to the core. */
export const read = (field: HandmadeField): string => `${field.name}: ${field.read}`;
/** In a view of tests. */
export const sample = (field: HandmadeField): string => `${field.name}: ${field.sample}`;

/** In an answer that a test expects. */
export const inShown = (field: HandmadeField): string => `${field.jsonName}: ${field.jsonSample}`;

/** In a random view, where what it is does not matter. */
export const arbitrary = (field: HandmadeField): string => `${field.name}: fc.constant(${field.sample})`;

/** In the shape of an answer. */
export const inAnswer = ({ answerRules, jsonSample, ...field }: HandmadeField): string =>
  member(field, answerRules, `@Example(${jsonSample})`, `${field.jsonName}!: ${field.jsonType};`);

/** In the shape of a change. */
export const inPatch = ({ bodyRules, jsonSample, ...field }: HandmadeField, more = ''): string =>
  '\n@MayBeAbsent()' +
  member(field, bodyRules, more, `@Example(${jsonSample})`, `${field.jsonName}?: ${field.jsonType};`);

/** In the shape of a new one. The document tells the default, which the core gives. */
export const inNew = (field: HandmadeField): string =>
  inPatch(field, field.hasDefault ? `@JSONSchema({ default: ${field.fallback} })` : '');

function member({ isOptional }: Pick<HandmadeField, 'isOptional'>, ...lines: readonly string[]): string {
  return `\n${[isOptional ? '@MayBeNull()' : '', ...lines].filter(Boolean).join('\n')}`;
}

/** A conversation for the contract of the draft. */
export const conversation =
  (entity: string) =>
  ({ what, jsonName, jsonSample, jsonOther, wrong, draft }: HandmadeField): string =>
    `'${entity}-with-${dashed(what)}': fieldOf${pascal(entity)}(` +
    `'${draft}', '${jsonName}', [${jsonSample}, ${jsonOther}], ${wrong})`;

/** `published-at` of `publishedAt`. */
export function dashed(name: string): string {
  return snake(name).replaceAll('_', '-');
}
