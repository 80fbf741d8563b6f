import { IsString } from 'class-validator';
import { Example } from '../../../kernel/shapes/text-rules.js';
import { toId } from '../../ids.js';

export class BookById {
  @IsString()
  @Example(toId('book', 1))
  id!: string;
}

export class CopyById {
  @IsString()
  @Example(toId('copy', 1))
  id!: string;
}
