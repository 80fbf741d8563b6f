import { ValidationPipe } from '@nestjs/common';
import { validationFailed } from '../koa-mikro/refused.js';

/** v1 passes over parameters that it does not know. */
export class CheckedPipe extends ValidationPipe {
  constructor() {
    super({ transform: true, whitelist: true, exceptionFactory: validationFailed });
  }
}

/** Fields that it does not know it refuses. */
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
