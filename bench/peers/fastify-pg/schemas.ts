const text = { type: 'string' } as const;
const textOrNull = { type: ['string', 'null'] } as const;
const integer = { type: 'integer' } as const;

export const byId = {
  type: 'object',
  properties: { id: { type: 'integer', minimum: 1 } },
  required: ['id'],
} as const;

export const bookList = {
  type: 'object',
  properties: {
    page: { type: 'integer', minimum: 1, default: 1 },
    year_from: { type: 'integer', minimum: -3000, maximum: 2100 },
  },
} as const;

export const newLoan = {
  type: 'object',
  properties: { book_id: integer },
  required: ['book_id'],
} as const;

export const book = {
  type: 'object',
  properties: {
    id: integer,
    title: text,
    author: textOrNull,
    isbn: textOrNull,
    genre: textOrNull,
    year: { type: ['integer', 'null'] },
    publisher: textOrNull,
    language: textOrNull,
    description: textOrNull,
    copies: integer,
    available_copies: integer,
    created_at: text,
    updated_at: text,
  },
} as const;

const loanProperties = {
  id: integer,
  book_id: integer,
  user_id: integer,
  status: text,
  borrowed_at: text,
  due_date: text,
  returned_at: textOrNull,
  renewals: integer,
} as const;

export const loan = { type: 'object', properties: loanProperties } as const;

export const returned = {
  type: 'object',
  properties: { ...loanProperties, already_returned: { type: 'boolean' } },
} as const;

export const health = { type: 'object', properties: { status: text } } as const;
