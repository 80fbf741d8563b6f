import { IsString } from 'class-validator';
import { Example } from '../../../kernel/shapes/text-rules.js';
import { toId } from '../../ids.js';

export class PatronById {
  @IsString()
  @Example(toId('patron', 6))
  id!: string;
}
