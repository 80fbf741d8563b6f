import { IsDateString, IsObject, IsString } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { Example } from '../../../kernel/shapes/text-rules.js';
import { toId } from '../../ids.js';

export class ExportOf {
  @IsString()
  @Example(toId('patron', 6))
  id!: string;
}

/** All that the library keeps of a person. */
export class PersonalExport {
  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  exportedAt!: string;

  @IsObject()
  @JSONSchema({
    description:
      'The records by section: `account`, `sessions`, `apiKeys`, `networks`, `letters`, `links`, `events`, `loans`, `notices` and others. A section ' +
      'has at most 10,000 records, the newest ones. The fields of a record depend on its section, and more may come.',
    additionalProperties: { type: 'array', items: { type: 'object', additionalProperties: true } },
  })
  @Example({ account: [{ cardNumber: 'P0000001', username: 'reader', email: 'reader@example.org' }] })
  sections!: Readonly<Record<string, readonly object[]>>;
}
