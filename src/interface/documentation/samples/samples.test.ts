import { expect } from 'chai';
import type { DocumentedOperation } from '../migration/contract.js';
import { samplesOf, type Sample } from './samples.js';

const operation: DocumentedOperation = {
  operationId: 'renameLamp',
  method: 'PATCH',
  path: '/v2/lamps/{id}',
  tag: 'lamps',
  summary: 'Rename a lamp',
  description: '',
  isPublic: false,
  parameters: [
    { name: 'id', in: 'path', required: true, schema: {}, example: 'lamp/7' },
    { name: 'q', in: 'query', required: true, schema: {}, example: 'a b' },
    { name: 'API-Version', in: 'header', required: false, schema: {} },
    { name: 'If-Match', in: 'header', required: true, schema: {}, example: '"r1-v2.0"' },
    { name: 'Idempotency-Key', in: 'header', required: false, schema: {} },
  ],
  body: {
    mediaType: 'application/merge-patch+json',
    schema: {},
    example: { name: 'Bob\'s "lamp"', isOn: true, note: null, tags: [] },
  },
  success: { status: 200, mediaType: 'application/json', schema: {}, example: {} },
  refusals: new Map(),
};

const sampleOf = (language: Sample['language'], changes: Partial<DocumentedOperation> = {}) =>
  samplesOf({ ...operation, ...changes }, '2.1', 'http://library').find((each) => each.language === language)
    ?.code;

describe('The samples of an operation', () => {
  it('are in curl', () => {
    expect(sampleOf('curl')).to.equal(
      String.raw`curl -X PATCH 'http://library/v2/lamps/lamp%2F7?q=a+b' \
  -H "Authorization: Bearer $TOKEN" \
  -H "Idempotency-Key: $(openssl rand -hex 16)" \
  -H 'API-Version: 2.1' \
  -H 'If-Match: "r1-v2.0"' \
  -H 'Content-Type: application/merge-patch+json' \
  -d '{
  "name": "Bob'\''s \"lamp\"",
  "isOn": true,
  "note": null,
  "tags": []
}'`,
    );
  });

  it('are in TypeScript', () => {
    expect(sampleOf('TypeScript')).to.equal(
      String.raw`const response = await fetch('http://library/v2/lamps/lamp%2F7?q=a+b', {
  method: 'PATCH',
  headers: {
    Authorization: ${"`Bearer ${process.env['TOKEN']}`"},
    'Idempotency-Key': crypto.randomUUID(),
    'API-Version': '2.1',
    'If-Match': '"r1-v2.0"',
    'Content-Type': 'application/merge-patch+json',
  },
  body: JSON.stringify({
    "name": "Bob's \"lamp\"",
    "isOn": true,
    "note": null,
    "tags": []
  }),
});
if (!response.ok) throw new Error(await response.text());
console.log(await response.json());`,
    );
  });

  it('are in Python', () => {
    expect(sampleOf('Python')).to.equal(
      String.raw`import json
import os
import urllib.request
import uuid

request = urllib.request.Request(
    "http://library/v2/lamps/lamp%2F7?q=a+b",
    method="PATCH",
    headers={
        "Authorization": f"Bearer {os.environ['TOKEN']}",
        "Idempotency-Key": str(uuid.uuid4()),
        "API-Version": "2.1",
        "If-Match": "\"r1-v2.0\"",
        "Content-Type": "application/merge-patch+json",
    },
    data=json.dumps({
        "name": "Bob's \"lamp\"",
        "isOn": True,
        "note": None,
        "tags": [],
    }).encode(),
)
with urllib.request.urlopen(request) as response:
    print(json.load(response))`,
    );
  });

  it('say no more than a public read needs', () => {
    const read = { method: 'GET', path: '/v2/lamps', isPublic: true, parameters: [], body: undefined };
    expect(sampleOf('curl', read)).to.equal("curl 'http://library/v2/lamps'");
    expect(sampleOf('TypeScript', read)).to.include("await fetch('http://library/v2/lamps');");
    expect(sampleOf('Python', read)).to.not.match(/headers|import os/);
  });

  it('send the files of a form', () => {
    const body = {
      mediaType: 'multipart/form-data',
      example: undefined,
      schema: {
        properties: {
          dryRun: { type: 'boolean', examples: [true] },
          note: { type: 'string' },
          file: { type: 'string', format: 'binary' },
        },
        required: ['file'],
      },
    };
    const form = { method: 'POST', parameters: [], path: '/v2/imports', body };
    expect(sampleOf('curl', form)).to.include("-F 'dryRun=true' \\\n  -F 'file=@books.csv'");
    expect(sampleOf('curl', form)).to.not.include('Content-Type').and.not.include('note');
    expect(sampleOf('TypeScript', form)).to.include(
      "form.append('file', await openAsBlob('books.csv'), 'books.csv');",
    );
    expect(sampleOf('Python', form))
      .to.include('data={"dryRun": "true"},')
      .and.include('open("books.csv", "rb")');
  });

  it('expect no JSON where there is none', () => {
    const gone = { success: { ...operation.success, status: 204, mediaType: undefined } };
    expect(sampleOf('TypeScript', gone)).to.include('console.log(response.status);');
    expect(sampleOf('Python', gone)).to.include('print(response.status)');
  });
});
