import { ending } from './ending.js';
import { Library } from './library.js';
import { Mailbox, type Mail } from './mailbox.js';
import { momentsTo } from './moments.js';
import { ownerOf, Program } from './program.js';
import { Timeline } from './timeline.js';

/** Who plays where. */
export class Stage {
  private constructor(
    readonly library: Library,
    readonly mailbox: Mailbox,
    readonly timeline: Timeline,
    readonly programs: readonly Program[],
  ) {}

  static async set(begin: Date, names: readonly string[], timeline: Timeline): Promise<Stage> {
    const mailbox = await Mailbox.open();
    const people = names.map((name) => ownerOf(name, begin));
    const library = await Library.create(begin, mailbox.url, people);
    return new Stage(
      library,
      mailbox,
      timeline,
      names.map((name) => new Program(library, name)),
    );
  }

  note(to: string, text: string): void {
    this.timeline.note(this.library.now, to, text);
  }

  expect(text: string, isAsExpected: boolean, found?: unknown): void {
    this.timeline.expect(text, isAsExpected, found);
  }

  /** Lets the time pass, with everything that the worker does and each program calls. */
  async passTo(moment: Date): Promise<void> {
    for (const each of momentsTo(this.library.now, moment, ending)) {
      await this.library.moveTo(each);
      await this.showMails();
      await this.callAll();
    }
  }

  async callAll(): Promise<void> {
    for (const program of this.programs) {
      const told = await program.call();
      if (told !== undefined) this.note(program.name, told);
    }
  }

  async showMails(): Promise<void> {
    for (const mail of await this.mailbox.collect(this.library.now))
      this.note(this.#nameOf(mail), `mail to ${mail.to}: ${mail.subject}`);
  }

  async close(): Promise<void> {
    await this.library.close();
    await this.mailbox.close();
  }

  #nameOf({ to }: Mail): string {
    return this.programs.find(({ email }) => email === to)?.name ?? 'operators';
  }
}
