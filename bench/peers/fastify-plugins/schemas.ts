const text = { type: 'string' } as const;
const textOrNull = { type: ['string', 'null'] } as const;
const integer = { type: 'integer' } as const;

export const byId = { type: 'object', properties: { id: text }, required: ['id'] } as const;

export const bookQuery = {
  type: 'object',
  properties: {
    limit: { type: 'integer', minimum: 1, maximum: 200, default: 20 },
    total: { type: 'boolean', default: false },
    yearFrom: { type: 'integer', minimum: -3000, maximum: 2100 },
    cursor: { type: 'string', maxLength: 4096 },
  },
} as const;

export const scan = {
  type: 'object',
  properties: { copyBarcode: { type: 'string', minLength: 1, maxLength: 50 } },
  required: ['copyBarcode'],
} as const;

export const book = {
  type: 'object',
  properties: {
    id: text,
    title: text,
    subtitle: textOrNull,
    contributors: {
      type: 'array',
      items: { type: 'object', properties: { name: text, role: text } },
    },
    isbn: textOrNull,
    isbn13: textOrNull,
    publisher: textOrNull,
    year: { type: ['integer', 'null'] },
    language: textOrNull,
    subjects: { type: 'array', items: text },
    description: textOrNull,
    createdAt: text,
    updatedAt: text,
  },
} as const;

export const bookList = {
  type: 'object',
  properties: {
    data: { type: 'array', items: book },
    page: { type: 'object', properties: { nextCursor: textOrNull, total: integer } },
  },
} as const;

export const loan = {
  type: 'object',
  properties: {
    id: text,
    copyId: text,
    copyBarcode: text,
    bookId: text,
    patronId: textOrNull,
    status: text,
    borrowedAt: text,
    dueAt: text,
    returnedAt: textOrNull,
    renewals: integer,
  },
} as const;

export const returned = {
  type: 'object',
  properties: {
    loan: { ...loan, nullable: true },
    alreadyReturned: { type: 'boolean' },
    next: text,
    copy: { type: 'object', properties: { id: text, barcode: text, status: text } },
  },
} as const;
