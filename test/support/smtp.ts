import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server on a port of its own that stores the mails it receives. */
export interface SmtpServer {
  readonly url: string;
  readonly messages: string[];
  /** Address → the reply code that it gets instead of accepting a mail. */
  readonly refused: Map<string, number>;
  stop(): Promise<void>;
}

export async function startSmtp(): Promise<SmtpServer> {
  const messages: string[] = [];
  const refused = new Map<string, number>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      const responseCode = refused.get(address);
      const fault = Object.assign(new Error(`no mailbox for ${address}`), { responseCode });
      done(responseCode === undefined ? null : fault);
    },
    onData: (stream, _session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        messages.push(Buffer.concat(parts).toString());
        done();
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const stop = () => new Promise<void>((done) => server.close(() => done()));
  return { url: `smtp://127.0.0.1:${port}`, messages, refused, stop };
}
