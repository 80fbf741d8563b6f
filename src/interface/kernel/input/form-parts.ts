import type { KoaBodyMiddlewareOptions } from 'koa-body';
import { Refusal, withParameters } from '../../../domain/kernel/refusal.js';
import { malformedForm } from '../errors/form-refusals.js';
import type { FileRules, RawForm } from '../declaration/form.js';
import { tooLarge } from '../errors/refusals.js';

type OnPart = NonNullable<NonNullable<KoaBodyMiddlewareOptions['formidable']>['onPart']>;
type Part = Parameters<OnPart>[0];

/** Maximum size of all fields together, including the names of all parts. Files have their own limits. */
export const fieldBytesAtMost = 100 * 1024;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Receives the parts of one form. Files go on to formidable. Fields are read here, because formidable silently replaces
 * invalid UTF-8, treats a field with a Content-Type as a file, and fails on a field with `Content-Transfer-Encoding`.
 */
export class FormParts {
  readonly #fields: { readonly name: string; readonly pieces: Buffer[] }[] = [];
  readonly #counts = new Map<string, number>();
  #fieldBytes = 0;
  #refusal: Refusal | undefined;

  constructor(private readonly rules: FileRules) {}

  /** Receives a part at its start. It throws nothing, because formidable would not catch it: see `fields`. */
  take(part: Part, keepFile: (part: Part) => void): void {
    const { name, originalFilename } = part;
    if (name === null) {
      this.#refusal ??= new Refusal(malformedForm);
    } else if (!Object.hasOwn(this.rules, name)) {
      this.#takeField(name, part);
    } else if (originalFilename !== null && originalFilename !== '') {
      // If no file was chosen, a browser sends a file without a name.
      this.#takeFile(name, part, keepFile);
    }
  }

  /**
   * The fields, after all parts have arrived.
   * @throws Refusal `request.too_large` for too many files or too long fields, `request.malformed_form`
   */
  fields(): RawForm['form'] {
    if (this.#refusal) throw this.#refusal;
    const texts = this.#fields.map(({ name, pieces }) => [name, textOf(pieces)] as const);
    const byName = Map.groupBy(texts, ([name]) => name);
    return Object.fromEntries(
      [...byName].map(([name, all]) => {
        const [first = '', ...others] = all.map(([, text]) => text);
        return [name, others.length === 0 ? first : [first, ...others]];
      }),
    );
  }

  #takeFile(name: string, part: Part, keepFile: (part: Part) => void): void {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    const { maxFiles = 0 } = this.rules[name] ?? {};
    if (count > maxFiles) {
      this.#refusal ??= tooManyFiles(name, maxFiles);
    } else if (part.mimetype) {
      keepFile(part);
    } else {
      this.#refusal ??= new Refusal({ ...malformedForm, message: 'Each file must say its Content-Type.' });
    }
  }

  /** The content of a file is not read here. A field that takes no file is refused, whatever the file contains. */
  #takeField(name: string, part: Part): void {
    const pieces: Buffer[] = [];
    this.#countBytes(name.length);
    if (this.#refusal) return;
    this.#fields.push({ name, pieces });
    if (part.originalFilename !== null) return;
    part.on('data', (piece: Buffer) => {
      this.#countBytes(piece.length);
      if (!this.#refusal) pieces.push(piece);
    });
  }

  #countBytes(bytes: number): void {
    this.#fieldBytes += bytes;
    if (this.#fieldBytes <= fieldBytesAtMost) return;
    this.#refusal ??= tooLargeFields();
  }
}

function tooManyFiles(name: string, maximum: number): Refusal {
  const sentence = 'The form is too large: {{name}} takes at most {{maximum}} files.';
  return new Refusal(withParameters(tooLarge, { name, maximum }, sentence));
}

function tooLargeFields(): Refusal {
  const sentence = 'The form is too large: all fields together may have {{maximum}} bytes.';
  return new Refusal(withParameters(tooLarge, { maximum: fieldBytesAtMost }, sentence));
}

function textOf(pieces: readonly Buffer[]): string {
  try {
    return utf8.decode(Buffer.concat(pieces));
  } catch {
    throw new Refusal(malformedForm);
  }
}
