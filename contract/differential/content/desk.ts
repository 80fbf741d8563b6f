import type { Line } from '../sides/line.js';
import type { WireAnswer } from '../sides/exchange.js';

export const dayMs = 86_400_000;

/** The demo logins of the standard seeds. */
export const demo = (who: string) => ({ email: `${who}@example.org`, password: `${who}-demo-password` });

/** Fills the library through its API, as a librarian's program would. Its clock is moved by hand. */
export class Desk {
  private number = 0;
  private token = '';

  constructor(
    private readonly line: Line,
    public at: number,
  ) {}

  /** Signs in as the admin, whose token is good for a quarter of an hour. */
  async signIn(): Promise<void> {
    this.token = '';
    const { accessToken } = await this.ask('POST', '/v2/tokens', { grantType: 'password', ...demo('admin') });
    this.token = String(accessToken);
  }

  /** The answer, whatever it is. */
  send(
    method: string,
    target: string,
    body?: object,
    more: Record<string, string> = {},
  ): Promise<WireAnswer> {
    const headers = {
      ...(this.token !== '' && { Authorization: `Bearer ${this.token}` }),
      ...(body && { 'Content-Type': 'application/json' }),
      ...more,
    };
    return this.line.send({
      id: `fill-${++this.number}`,
      at: this.at,
      method,
      target,
      headers: Object.entries(headers),
      body: body && JSON.stringify(body),
    });
  }

  /** @throws Error when it is refused */
  async ask(
    method: string,
    target: string,
    body?: object,
    more?: Record<string, string>,
  ): Promise<Record<string, unknown>> {
    const { status, text } = await this.send(method, target, body, more);
    if (status >= 300) throw new Error(`${method} ${target}: ${status} ${text}`);
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  }

  /** Changes a resource, whatever its present state is. */
  async edit(target: string, changes: object): Promise<void> {
    const { headers } = await this.send('GET', target);
    await this.ask('PATCH', target, changes, { 'If-Match': headers['etag'] ?? '' });
  }
}
