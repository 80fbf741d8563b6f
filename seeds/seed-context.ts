const dayMs = 86_400_000;

/** The time and the time zone from which all dates of the content are derived. The same time gives the same content. */
export class SeedContext {
  constructor(
    /** The present time of the content. Seeders do not use the clock. */
    readonly now: Date,
    /** IANA name of the library's time zone. */
    readonly timeZone: string,
  ) {}

  /** This number of times 24 hours before `now`. */
  daysAgo(days: number): Date {
    return new Date(this.now.getTime() - days * dayMs);
  }
}
