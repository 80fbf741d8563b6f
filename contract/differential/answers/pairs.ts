/** A text that a service draws at random or signs: a token, a secret, a cursor, a tag, the QR code of a secret. */
const drawn = /[\w-]{16,}(?:[.][\w-]+)*/g;
const isDrawn = /^(?:W[/])?"?[\w-]{16,}(?:[.][\w-]+)*"?$|^<svg /;

/** Which text of the second side stands for which text of the first: tokens, secrets, and tags. */
export class Pairs {
  private readonly seconds = new Map<string, string>();
  private readonly firsts = new Map<string, string>();

  /** Whether both texts are the same, or stand for each other from now on. */
  agree(first: string, second: string): boolean {
    if (first === second) return this.joined(first, second);
    return isDrawn.test(first) && isDrawn.test(second) && this.joined(first, second);
  }

  /** Tags are compared by which of them are equal, whatever their form is. */
  agreeOnTag(first: string, second: string): boolean {
    return this.joined(first, second);
  }

  /** A request to the first side as it is sent to the second one. */
  translate(text: string): string {
    if (this.seconds.size === 0) return text;
    const words = text.replaceAll(drawn, (found) => this.seconds.get(found) ?? found);
    return words.replaceAll(/(?:W[/])?"[^"\s]*"/g, (tag) => this.seconds.get(tag) ?? tag);
  }

  private joined(first: string, second: string): boolean {
    const known = this.seconds.get(first);
    const back = this.firsts.get(second);
    if (known === undefined && back === undefined) {
      if (first === second) return true;
      this.seconds.set(first, second);
      this.firsts.set(second, first);
      return true;
    }
    return known === second && back === first;
  }
}
