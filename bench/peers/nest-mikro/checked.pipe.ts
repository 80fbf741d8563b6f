import { ValidationPipe } from '@nestjs/common';
import { validationFailed } from '../koa-mikro/refused.js';

/** v1 ignores unknown parameters. */
export class CheckedPipe extends ValidationPipe {
  constructor() {
    super({ transform: true, whitelist: true, exceptionFactory: validationFailed });
  }
}

/** Refuses unknown fields. */
export class CheckedBodyPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      exceptionFactory: validationFailed,
    });
  }
}
