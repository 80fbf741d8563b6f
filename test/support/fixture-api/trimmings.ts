import { Type } from 'class-transformer';
import { IsArray, IsInt, IsString, ValidateNested } from 'class-validator';
import { DeprecatedField } from '../../../src/interface/kernel/declaration/deprecated-fields.js';
import { MayBeAbsent, MayBeNull } from '../../../src/interface/kernel/shapes/optional-rules.js';
import { created } from '../../../src/interface/kernel/declaration/reply.js';
import { route } from '../../../src/interface/kernel/declaration/route.js';
import { Example, IsText } from '../../../src/interface/kernel/shapes/text-rules.js';
import { ById, colourless } from './lamps.js';

class Shade {
  @IsText(1, 20)
  @Example('silk')
  material!: string;

  @MayBeAbsent()
  @IsText(1, 20)
  @Example('green')
  @DeprecatedField({ ...colourless, id: 'lamps-shade-colour' })
  colour?: string;
}

class Trim {
  @IsArray()
  @Type(() => Shade)
  @ValidateNested({ each: true })
  shades!: Shade[];
}

class Trimmed {
  @IsInt()
  @Example(1)
  id!: number;

  @MayBeNull()
  @IsString()
  @Example('green')
  @DeprecatedField({
    id: 'lamps-trimmed-colour',
    deprecated: '2027-01-01',
    successor: colourless.successor,
    guide: colourless.guide,
  })
  colour!: string | null;
}

/** An operation of the lamps whose body and answer have deprecated fields. */
export const trimLamp = route({
  operationId: 'trimLamp',
  method: 'POST',
  path: '/lamps/:id/trimmings',
  since: '1.0',
  summary: 'Trim a lamp',
  audience: 'anonymous',
  accepts: { path: ById, body: Trim },
  responds: { 201: Trimmed },
  handle: async ({ path }) => created({ id: path.id, colour: null }, `/v1/lamps/${path.id}`),
});
