import type { DocumentedOperation } from '../migration/contract.js';
import { curlSample } from './curl.js';
import { pythonSample } from './python.js';
import { sampleRequest } from './sample-request.js';
import { typescriptSample } from './typescript.js';

/** A call of an operation in one language. */
export interface Sample {
  readonly language: 'curl' | 'TypeScript' | 'Python';
  readonly code: string;
}

/**
 * Calls of an operation in three languages, made of the examples of its document. A token is in the environment variable
 * `TOKEN`.
 * @param minor that they ask for
 * @param address of the service
 */
export function samplesOf(operation: DocumentedOperation, minor: string, address: string): Sample[] {
  const request = sampleRequest(operation, minor, address);
  return [
    { language: 'curl', code: curlSample(request) },
    { language: 'TypeScript', code: typescriptSample(request) },
    { language: 'Python', code: pythonSample(request) },
  ];
}
