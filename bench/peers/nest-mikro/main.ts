import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { settings } from '../koa-mikro/settings.js';
import { AppModule } from './app.module.js';
import { RefusalFilter } from './refusal.filter.js';

const app = await NestFactory.create(AppModule, { logger: false });
app.useGlobalFilters(new RefusalFilter());
await app.listen(settings.port, '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
