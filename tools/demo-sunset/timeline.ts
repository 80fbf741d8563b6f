interface Note {
  readonly day: string;
  readonly to: string;
  readonly text: string;
}

/** What happened, when and to whom, printed as it happens. */
export class Timeline {
  readonly #notes: Note[] = [];
  #faults = 0;
  #day = '';

  constructor(private readonly print: (line: string) => void) {}

  /** How many steps were not as expected. */
  get faults(): number {
    return this.#faults;
  }

  chapter(title: string): void {
    this.print(`\n${title}`);
  }

  /** The day is printed once. */
  note(at: Date, to: string, text: string): void {
    const [day = '', time = ''] = at.toISOString().split('T');
    const shown = day === this.#day ? ' '.repeat(day.length) : day;
    this.#day = day;
    this.#notes.push({ day, to, text });
    this.print(`${shown}  ${time.slice(0, 5)}  ${to.padEnd(9)}  ${text}`);
  }

  /** Shows a text as it is, such as a mail. */
  quote(text: string): void {
    for (const line of text.trimEnd().split('\n')) this.print(`${' '.repeat(19)}| ${line}`.trimEnd());
  }

  /** What each was told: how often, first and last. */
  summary(): void {
    const told = Map.groupBy(this.#notes, ({ to, text }) => `${to.padEnd(9)}  ${text}`);
    this.print('\nWhat each was told\n\ntimes  first       last        who        what');
    for (const [what, notes] of [...told].toSorted(([one], [other]) => one.localeCompare(other)))
      this.print(`${String(notes.length).padStart(5)}  ${notes[0]?.day}  ${notes.at(-1)?.day}  ${what}`);
  }

  /** Anything but what is expected makes the demo fail. It goes on, so that the rest can be seen. */
  expect(text: string, isAsExpected: boolean, found?: unknown): void {
    if (!isAsExpected) this.#faults += 1;
    const mark = isAsExpected ? '✓' : '✗';
    this.print(`${' '.repeat(19)}${mark} ${text}${isAsExpected ? '' : `, but: ${JSON.stringify(found)}`}`);
  }
}
