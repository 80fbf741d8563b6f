import { pino, type Logger } from 'pino';

/** JSON lines on standard output (one object a line), for people with a log viewer and for machines. */
export class PinoReport {
  readonly log: Logger;

  constructor(level: string) {
    this.log = pino({ level, base: null, formatters: { level: (label) => ({ level: label }) } });
  }

  answered(request: object): void {
    this.log.info(request, 'answered');
  }

  failed(requestId: string, error: unknown): void {
    this.log.error({ requestId, err: error }, 'failed');
  }
}
