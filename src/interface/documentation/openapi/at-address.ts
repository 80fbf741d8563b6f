import type { OpenDocument } from '../../kernel/declaration/contract-change.js';

/**
 * A document as it is served. A frozen document names no host, so that it is the same everywhere; a served one begins
 * with the address of the service, because programs that read it from a file cannot resolve `/`. The host that the
 * reader has it from stays as the second choice. The given document stays unchanged.
 * @param publicUrl the URL of the service as people reach it
 */
export function atAddress(document: object, publicUrl: string | undefined): object {
  if (publicUrl === undefined) return document;
  const { info, servers, ...rest } = document as OpenDocument;
  const { openapi, ...others } = rest;
  return {
    openapi,
    info: { ...info, contact: { ...info.contact, url: publicUrl } },
    servers: [{ url: publicUrl, description: 'This service' }, ...servers],
    ...others,
  };
}
