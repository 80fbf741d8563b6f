import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';
import type { HeadFields } from './lean-koa.js';

/**
 * What tells browsers to be careful with every answer: guess no types, frame and load nothing. It is the same for each
 * request, so Helmet is asked once. Pages for people replace the policy by their own.
 */
export function safeguards(): HeadFields {
  const fields: HeadFields = {};
  const response = {
    setHeader: (name: string, value: string) => void (fields[name] = value),
    removeHeader: () => undefined,
  };
  const directives = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] };
  const set = helmet({ contentSecurityPolicy: { useDefaults: false, directives } });
  set({} as IncomingMessage, response as unknown as ServerResponse, () => undefined);
  return fields;
}
