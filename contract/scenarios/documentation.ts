import type { Scenarios } from './scenario.js';

/** The documentation operations of a version, which are the same in every version. Their texts may change. */
export function documentationScenarios(minor: string): Scenarios {
  return {
    calls: {
      getOpenApiDocument: {},
      getOpenApiDocumentOfMinor: { params: { minor } },
      showDocumentation: {},
    },
    conversations: {
      'reading-the-documentation': [
        { does: 'getOpenApiDocument', gives: 200, match: { $: 'document', '$header.etag': 'text' } },
        {
          does: 'getOpenApiDocumentOfMinor',
          params: { minor },
          gives: 200,
          match: { $: 'document', '$header.etag': 'text' },
        },
        { does: 'getOpenApiDocumentOfMinor', params: { minor: '0.9' }, gives: 'request.not_found' },
        { does: 'showDocumentation', gives: 200, match: { $: 'text', '$header.etag': 'text' } },
      ],
    },
  };
}
