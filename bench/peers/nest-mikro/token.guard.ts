import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { settings } from '../koa-mikro/settings.js';
import { callerOf, requireCaller, type Actor, type Caller } from '../koa-mikro/tokens.js';

/** A request after a guard. */
interface CallersRequest extends Request {
  caller?: Caller | undefined;
}

export interface ActorsRequest extends Request {
  actor: Actor;
}

const authorizationOf = (request: Request): string => request.headers.authorization ?? '';

/** Admits every request, and checks a token if there is one. */
@Injectable()
export class CallerGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<CallersRequest>();
    request.caller = callerOf(authorizationOf(request), settings.jwtSecret);
    return true;
  }
}

/** Admits only requests with a valid token. */
@Injectable()
export class ActorGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<ActorsRequest>();
    const authorization = authorizationOf(request);
    request.actor = requireCaller(callerOf(authorization, settings.jwtSecret), authorization);
    return true;
  }
}
