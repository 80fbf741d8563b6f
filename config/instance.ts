import { jsonObject } from './bound-services.js';

/** Which one of many this process is, as Cloud Foundry tells it; empty elsewhere. For logs and for `/version`. */
export interface Instance {
  readonly application?: string;
  /** What the platform calls `application_version`: another one with every push, and every change of the environment. */
  readonly applicationVersion?: string;
  /** `web` or `worker`. */
  readonly process?: string;
  /** From 0. */
  readonly index?: number;
  readonly guid?: string;
}

/** @returns what the platform tells of this process; what it does not tell is left out */
export function instanceOf(set: Readonly<Record<string, string>>): Instance {
  const told = application(set['VCAP_APPLICATION']);
  const index = set['CF_INSTANCE_INDEX'];
  const texts = {
    application: told['application_name'],
    applicationVersion: told['application_version'],
    process: told['process_type'],
    guid: set['CF_INSTANCE_GUID'],
  };
  const known = Object.entries(texts).filter(([, value]) => typeof value === 'string');
  return { ...Object.fromEntries(known), ...(index !== undefined && { index: Number(index) }) };
}

/** Nothing but names for people to read: no reason not to start. */
function application(text = '{}'): Record<string, unknown> {
  try {
    return jsonObject(text);
  } catch {
    return {};
  }
}
