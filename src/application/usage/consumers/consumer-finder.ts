import { probeNamed, programOf } from '../../../domain/usage/consumers/program.js';
import type { Clock } from '../../kernel/clock.js';
import { isStaff, type SignedIn } from '../../kernel/request/caller.js';
import type { ObservedRequest } from '../../kernel/request/request-observer.js';
import {
  accountConsumer,
  anonymousConsumer,
  keyConsumer,
  programConsumer,
  type ConsumerRef,
} from './consumer-ref.js';
import type { Fingerprints } from '../fingerprints.js';
import type { KnownConsumers } from './known-consumers.js';

/** Clients that are remembered, so that a repeated call costs one look-up. All are forgotten when there are more. */
const rememberedAtMost = 10_000;
/** Three digits of sixteen: 4,096 networks can be told apart on a day, which bounds the rows. */
const hashDigits = 3;

/** Finds out which client sent a request. Asks nobody, because it runs on the path of each answer. */
export class ConsumerFinder {
  readonly #keys = new Map<number, ConsumerRef>();
  readonly #accounts = new Map<number, ConsumerRef>();
  readonly #programs = new Map<string, ConsumerRef>();
  readonly #addresses = new Map<string, ConsumerRef>();
  #known: KnownConsumers;

  /** @param salt of the networks until the first one of the database is known */
  constructor(
    private readonly clock: Clock,
    private readonly fingerprints: Fingerprints,
    salt: string,
  ) {
    this.#known = { day: '', developers: new Set(), salt };
  }

  /** Takes what the database knows. Called every few seconds. Addresses are remembered no longer than that. */
  learn(known: KnownConsumers): void {
    this.#known = known;
    this.#addresses.clear();
  }

  /** A key, an account of staff or of a developer; else the program of a patron; else the network of nobody. */
  of(request: ObservedRequest): ConsumerRef {
    const { caller } = request;
    if (caller.role === 'anonymous') return this.ofNobody(request);
    if (caller.apiKey !== undefined) return this.ofKey(caller.apiKey, caller);
    const { patronId } = caller;
    if (isStaff(caller) || this.#known.developers.has(patronId))
      return remembered(this.#accounts, patronId, accountConsumer);
    return this.ofProgram(request);
  }

  private ofKey(keyId: number, { patronId }: SignedIn): ConsumerRef {
    return remembered(this.#keys, keyId, () => keyConsumer(keyId, patronId));
  }

  private ofProgram({ origin, userAgent }: ObservedRequest): ConsumerRef {
    // No header has a line break, so no user agent alone is taken for an origin with another user agent.
    return remembered(this.#programs, origin === '' ? userAgent : `${origin}\n${userAgent}`, () => {
      const program = programOf(origin, userAgent);
      const probe = probeNamed(program, userAgent);
      return probe === undefined ? programConsumer(program) : programConsumer(probe, 'probe');
    });
  }

  /** A probe is told apart; of anybody else, only a hash of the network that changes each day. */
  private ofNobody(request: ObservedRequest): ConsumerRef {
    const program = this.ofProgram(request);
    if (program.class === 'probe') return program;
    const { salt } = this.#known;
    return remembered(this.#addresses, request.address, () => {
      const day = this.clock.now().toISOString().slice(0, 10);
      const hash = this.fingerprints.of(`${salt} ${day} ${request.network()}`);
      return anonymousConsumer(`${day}:${hash.slice(0, hashDigits)}`);
    });
  }
}

function remembered<Name>(
  all: Map<Name, ConsumerRef>,
  name: Name,
  make: (name: Name) => ConsumerRef,
): ConsumerRef {
  const known = all.get(name);
  if (known) return known;
  if (all.size >= rememberedAtMost) all.clear();
  const made = make(name);
  all.set(name, made);
  return made;
}
