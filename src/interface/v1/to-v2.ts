import type { Succession } from '../documentation/migration/succession.js';

/** How everything that belongs to no feature continues in `/v2`. */
export const succession: Succession = {
  operations: {
    getOpenApiDocument: { to: 'getOpenApiDocument' },
    getOpenApiDocumentOfMinor: { to: 'getOpenApiDocumentOfMinor' },
    showDocumentation: { to: 'showDocumentation' },
  },
  parameters: {
    page: { to: 'cursor', note: 'Send `page.nextCursor` of the answer before. See Lists.' },
    per_page: { to: 'limit' },
    id: { to: 'id', note: 'The number becomes a text. See Ids.' },
  },
  shapes: {
    RefusalV1: {
      to: 'Problem',
      note: 'The media type is `application/problem+json`.',
      fields: {
        message: { to: 'detail' },
        errors: { to: 'errors.detail', note: 'A list with one entry for each fault.' },
        details: { to: 'errors', note: 'The same list.' },
      },
    },
    FieldDetail: {
      to: 'ProblemError',
      fields: {
        field: { to: 'pointer', note: 'A JSON pointer; for a parameter, `parameter` has its name.' },
      },
    },
    Deleted: { note: 'The answer is 204 without a body.' },
  },
  codes: {
    'request.gone': { note: 'Nothing in `/v2` has a sunset.' },
    'request.brownout': { note: 'Nothing in `/v2` has a sunset.' },
  },
  topics: [
    {
      id: 'ids',
      title: 'Ids are texts with the type in front.',
      text: [
        'The number 1 of a book becomes a text such as `book_…`, made from the same number. The data is the same in both majors.',
        'From 1.2 on, answers of `/v1` have the text, too, in `v2_id`. You cannot compute it yourself. Operators convert stored ids with `npm run cli -- ids`, in both directions.',
      ],
      concerns: ({ path, success }) =>
        path.includes('{id}') || hasField(success.example, 'id') || hasField(success.example, 'book_id'),
      shows: 'success',
    },
    {
      id: 'tokens',
      title: 'Tokens live shorter and can be refreshed.',
      text: [
        'Both majors accept the tokens and API keys of both. So a client can move one operation at a time.',
        'A token of `/v1` is valid for an hour. `POST /v2/tokens` answers an access token for 15 minutes and a refresh token, with which the same operation answers the next pair.',
      ],
      concerns: ({ operationId }) => operationId === 'loginUser',
      shows: 'success',
    },
    {
      id: 'lists',
      title: 'Lists are objects with `data` and `page`, and continue at a cursor.',
      text: [
        'The items are in `data`. `page.nextCursor` is the position of the next page; it is null on the last one. `Link` has its address, too.',
        'There are no page numbers. The total is in `page.total` instead of `X-Total-Count`, and only with `total=true`, where the operation has that parameter.',
      ],
      concerns: ({ success }) => success.schema?.type === 'array',
      shows: 'success',
    },
    {
      id: 'errors',
      title: 'Refusals are problems (RFC 9457) with the same codes.',
      text: [
        'A code means the same in both majors. A refused loan lists all reasons in `blocks`, where `/v1` answers the first one.',
        'Unknown query parameters are refused, where `/v1` ignores them. Numbers that are not whole are refused, too.',
      ],
      concerns: () => true,
      shows: 'refusal',
    },
    {
      id: 'repeating',
      title: 'Changes can be repeated safely, and do not overwrite each other.',
      text: [
        'Send `Idempotency-Key` with a POST, and send the same request again after a lost connection: it is carried out once.',
        'Updates are `PATCH` and need `If-Match` with the `ETag` that the change is based on; without it they are refused with 428, and with 412 if somebody else was faster.',
      ],
      concerns: ({ method }) => method === 'POST' || method === 'PUT',
      shows: 'request',
    },
  ],
};

/** Whether an example, or the first entry of a list, has this field. */
function hasField(example: unknown, name: string): boolean {
  const [first] = [example].flat();
  return typeof first === 'object' && first !== null && Object.hasOwn(first, name);
}
