import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Refused } from '../fastify-pg/refused.js';
import { Problem, presentProblem, problemOf } from './problem.js';

/** Answers a refusal in the form of /v1. */
export function refuseV1(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { statusCode, code, message, parameters } = refusalOf(error, request);
  challenge(statusCode, reply);
  return reply.code(statusCode).send({ message, code, ...(parameters && { parameters }) });
}

/** Answers a refusal in the form of /v2. */
export function refuseV2(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = error instanceof Problem ? error : problemOf(refusalOf(error, request));
  challenge(problem.statusCode, reply);
  return reply
    .code(problem.statusCode)
    .type('application/problem+json')
    .send(JSON.stringify(presentProblem(problem, request.id)));
}

function challenge(statusCode: number, reply: FastifyReply): void {
  if (statusCode === 401) reply.header('www-authenticate', 'Bearer realm="shelflife"');
}

function refusalOf(error: FastifyError, request: FastifyRequest): Refused {
  if (error instanceof Refused) return error;
  if (error.validation) return new Refused(400, 'request.validation_failed', 'The request is not valid.');
  if (error.statusCode === 429) return new Refused(429, 'request.limit_exceeded', 'Too many requests.');
  request.log.error(error);
  return new Refused(503, 'request.internal', 'Something went wrong on our side.');
}
