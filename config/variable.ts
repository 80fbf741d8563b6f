/** Turns a secret value into a text that may be shown. */
type Mask = (value: string) => string;

/** A field of the configuration and the environment variable that sets it. */
interface Field {
  readonly property: string;
  readonly variable: string;
  readonly about: string;
  /** Only secrets have a mask. */
  readonly mask: Mask | undefined;
}

const declared: Field[] = [];

/** Every field declared with `@Variable`, in the order of declaration. */
export const fields: readonly Field[] = declared;

/** Declares a field: the variable that sets it, a sentence that describes it, and a mask if it is secret. */
export function Variable(variable: string, about: string, mask?: Mask): PropertyDecorator {
  return (_target, property) => {
    declared.push({ property: String(property), variable, about, mask });
  };
}
