import { ending, path } from './ending.js';
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

  static async set(
    held: AsyncDisposableStack,
    begin: Date,
    names: readonly string[],
    timeline: Timeline,
  ): Promise<Stage> {
    const mailbox = await Mailbox.open();
    held.defer(() => mailbox.close());
    const people = names.map((name) => ownerOf(name, begin));
    const library = await Library.create(held, begin, mailbox.url, people);
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
    for (const mail of await this.mailbox.collect(this.library.now)) {
      // The daily list of overdue loans goes to the operators, too.
      if (mail.text.includes(ending.id) || mail.text.includes(path))
        this.note(this.#nameOf(mail), `mail to ${mail.to}: ${mail.subject}`);
    }
  }

  /** The stages of the mails that were delivered for a program, in order. */
  async stagesOf({ name }: Program): Promise<readonly string[]> {
    const rows = await this.library.rows<{ stage: string }>(
      `select stage from lifecycle_mail join consumer on consumer.id = consumer_id
       join api_key on api_key.id = key_id
       where api_key.name = $1 and state = 'delivered' order by lifecycle_mail.id`,
      [name],
    );
    return rows.map(({ stage }) => stage);
  }

  #nameOf({ to }: Mail): string {
    return this.programs.find(({ email }) => email === to)?.name ?? 'operators';
  }
}
