import { jsonObject } from './bound-services.js';

/** Identity of this process among its instances, from Cloud Foundry; empty elsewhere. Shown in logs and `/version`. */
export interface Instance {
  readonly application?: string;
  /** `application_version` of the platform. It changes with every push and every change of the environment. */
  readonly applicationVersion?: string;
  /** `web` or `worker`. */
  readonly process?: string;
  /** Counted from 0. */
  readonly index?: number;
  readonly guid?: string;
}

/** @returns the identity that the platform provides; missing parts are left out */
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

/** Contains only names for people, so an unreadable value does not stop the start. */
function application(text = '{}'): Record<string, unknown> {
  try {
    return jsonObject(text);
  } catch {
    return {};
  }
}
