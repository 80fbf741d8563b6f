import { snake } from '../spec/words.js';
import type { Handmade, HandmadeField } from './handmade.js';

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
  ({ entity, operations, json }: Pick<Handmade, 'entity' | 'operations' | 'json'>) =>
  ({ what, jsonName, jsonSample, jsonOther, wrong, draft }: HandmadeField): string => {
    const [add, params] = operations.add;
    const adding = (value: string) =>
      `does: '${add}', ${params ? `params: ${params},` : ''} json: { ${json}, ${jsonName}: ${value} }`;
    const one = `params: { id: '{{id}}' }`;
    return `'${entity}-with-${dashed(what)}': [
      { ${adding(jsonSample)}, since: '${draft}', gives: 201, save: { id: '$.id', etag: '$header.etag' } },
      { does: '${operations.edit}', ${one}, json: { ${jsonName}: ${jsonOther} },
        headers: { 'If-Match': '{{etag}}' }, gives: 200 },
      { does: '${operations.get}', ${one}, gives: 200 },
      { ${adding(wrong)}, gives: 'request.validation_failed' },
    ]`;
  };

/** `published-at` of `publishedAt`. */
export function dashed(name: string): string {
  return snake(name).replaceAll('_', '-');
}
