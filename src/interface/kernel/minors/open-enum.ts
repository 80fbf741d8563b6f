import 'reflect-metadata';

const openKey = Symbol('open enum');

/**
 * Marks an enum of answers to which later minors may add values. Clients of older minors get an older value instead. The
 * document has it as `x-extensible-enum`.
 */
export function OpenEnum(): PropertyDecorator {
  return (target, property) => Reflect.defineMetadata(openKey, true, target.constructor, property);
}

export function isOpenEnum(shape: Function, property: string): boolean {
  return Reflect.getMetadata(openKey, shape, property) === true;
}
