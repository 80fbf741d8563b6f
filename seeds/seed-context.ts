const dayMs = 86_400_000;

/** The moment and the place that all dates of the content are reckoned from. The same moment gives the same content. */
export class SeedContext {
  constructor(
    /** The present, for the content: a seeder does not ask the clock. */
    readonly now: Date,
    /** IANA name of the library's time zone. */
    readonly timeZone: string,
  ) {}

  /** So many times 24 hours before now. */
  daysAgo(days: number): Date {
    return new Date(this.now.getTime() - days * dayMs);
  }
}
