import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDateString,
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { reason, type Refusal } from '../../../src/domain/kernel/refusal.js';
import { MayBeAbsent, MayBeNull } from '../../../src/interface/kernel/shapes/optional-rules.js';
import { created, ok } from '../../../src/interface/kernel/declaration/reply.js';
import { route, type Route } from '../../../src/interface/kernel/declaration/route.js';
import { Example, IsText } from '../../../src/interface/kernel/shapes/text-rules.js';
import type { ApiVersion } from '../../../src/interface/kernel/declaration/version.js';
import { sentencesOf } from '../refusal-of.js';

/** A small API of a tool library, with one example of everything that a document can contain. */
const kinds = ['hand', 'power'] as const;

class ById {
  @Type(() => Number)
  @IsInt()
  @Example(1)
  id!: number;
}

class ToolQuery {
  @MayBeAbsent()
  @IsIn(kinds)
  @Example('hand')
  kind?: (typeof kinds)[number];

  @Type(() => Number)
  @Min(1)
  @IsInt()
  @Max(100)
  @JSONSchema({ description: 'The maximum number of tools.' })
  @Example(10)
  limit = 10;
}

class NewPart {
  @IsText(1, 100)
  @Example('blade')
  name!: string;
}

export class NewTool {
  @IsText(1, 100)
  @Example('Saw')
  name!: string;

  @IsIn(kinds)
  @Example('hand')
  kind!: (typeof kinds)[number];

  @MayBeAbsent()
  @MayBeNull()
  @IsText(0, 500)
  @Example('Keep it dry.')
  note?: string | null;

  @MayBeAbsent()
  @IsBoolean()
  @Example(true)
  lendable = true;

  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => NewPart)
  parts!: NewPart[];
}

class Part {
  @IsString()
  @Example('blade')
  name!: string;

  @MayBeNull()
  @IsIn(kinds)
  @Example(null)
  kind!: (typeof kinds)[number] | null;
}

/** The second version has another class of this name. */
class Tool {
  @IsInt()
  @Example(1)
  id!: number;

  @IsString()
  @Example('Saw')
  name!: string;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'Null for a tool without a note.' })
  @Example('Keep it dry.')
  note!: string | null;

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => Part)
  @JSONSchema({ description: 'Its main part.' })
  main_part!: Part;

  @MayBeNull()
  @IsObject()
  @ValidateNested()
  @Type(() => Part)
  spare_part!: Part | null;

  @ValidateNested({ each: true })
  @Type(() => Part)
  parts!: Part[];

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  bought_at!: string;
}

class RefusalV1 {
  @IsString()
  @Example('The request is not valid.')
  message!: string;

  @IsString()
  @Example('request.validation_failed')
  code!: string;

  @MayBeAbsent()
  @IsObject()
  @JSONSchema({ additionalProperties: { type: 'array', items: { type: 'string' } } })
  errors?: Record<string, string[]>;
}

export const version: ApiVersion = {
  major: 1,
  baseline: '1.0',
  title: 'Tools v1',
  description: 'Tools to borrow.',
  tokens: 'From the tool shed.',
  tags: { tools: 'The tools.' },
  refusal: {
    shape: RefusalV1,
    mediaType: 'application/json',
    present: ({ message, code, fields }: Refusal) => ({
      message,
      code,
      ...(fields && { errors: sentencesOf(fields) }),
    }),
  },
  changes: [],
  idempotency: false,
  unknownQueryIsFault: false,
};

const noSuchTool = reason('not_found', 'tools.not_found', 'There is no such tool.');
const nameTaken = reason('conflict', 'tools.name_taken', 'There is a tool of that name.');
const shedFull = reason('conflict', 'tools.shed_full', 'The shed is full.');

const blade: Part = { name: 'blade', kind: null };
const saw: Tool = {
  id: 1,
  name: 'Saw',
  note: null,
  main_part: blade,
  spare_part: null,
  parts: [blade],
  bought_at: '2026-12-01T09:30:00.000Z',
};

const listTools = route({
  operationId: 'listTools',
  method: 'GET',
  path: '/tools',
  since: '1.0',
  summary: 'List tools',
  audience: 'anonymous',
  accepts: { query: ToolQuery },
  responds: { 200: { listOf: Tool } },
  headers: { 'X-Total-Count': 'How many there are.' },
  cache: { seconds: 60, tags: ['tool'] },
  handle: async () => ok([saw], { 'X-Total-Count': '1' }),
});

const getTool = route({
  operationId: 'getTool',
  method: 'GET',
  path: '/tools/:id',
  since: '1.0',
  summary: 'Show a tool',
  description: 'With *all* its parts.',
  audience: 'patron',
  accepts: { path: ById },
  responds: { 200: Tool },
  refuses: [noSuchTool],
  handle: async ({ path }) => ok({ ...saw, id: path.id }),
});

const addTool = route({
  operationId: 'addTool',
  method: 'POST',
  path: '/tools',
  since: '1.0',
  summary: 'Add a tool',
  audience: 'librarian',
  accepts: { body: NewTool },
  responds: { 201: Tool },
  refuses: [nameTaken, shedFull],
  handle: async () => created(saw, '/v1/tools/1'),
});

export const routes: readonly Route[] = [listTools, getTool, addTool];
