/** The request of a client, and its outcome. Times are of the clients' own clock. */
export interface Act {
  /** The ids of its request, and of its repetitions with the same key. */
  readonly requests: readonly string[];
  /** The copies that it may have affected. */
  readonly copies: readonly number[];
  readonly patron: number | undefined;
  /** The loan that it named. */
  readonly loan: number | undefined;
  readonly started: number;
  readonly ended: number;
  readonly verdict: Verdict;
}

/**
 * The content of its answer: it changed something; it found something and changed nothing; it was refused; or it is
 * inconclusive, such as 503 or a cut connection.
 */
export type Verdict =
  | { readonly kind: 'changed'; readonly action: string; readonly loan: number }
  | { readonly kind: 'found'; readonly loan: number | undefined; readonly state: 'open' | 'closed' }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'unknown' };

/** An effect in the database. Effects are in the order in which they happened to each copy. */
export interface Effect {
  readonly action: string;
  readonly loan: number;
  readonly copy: number;
  readonly patron: number;
  readonly request: string;
}

/** The state of a copy between two effects: its loan, and the longest period in which this may have been so. */
interface Span {
  readonly loan: number | undefined;
  readonly from: number;
  readonly until: number;
}

export const opened = 'circulation.loan_opened';
export const renewed = 'circulation.loan_renewed';
export const returned = 'circulation.loan_returned';
const loansMax = 5;
const renewalsMax = 2;

/**
 * Returns the faults of a history. Every confirmed change is stored once; refusals and reads stored nothing; requests
 * without a conclusive answer are stored at most once; nothing is stored that no client requested. For each copy the
 * acts have a legal order in which no act comes before one that had ended when it began: a copy is lent only when it
 * was free, returned and renewed only when it was on loan, and refused only for a reason that held at the time.
 */
export function faultsOf(acts: readonly Act[], effects: readonly Effect[]): string[] {
  return new History(acts, effects).faults();
}

class History {
  private readonly askedBy = new Map<string, Act>();
  private readonly effectsOf = new Map<Act, Effect[]>();
  private readonly ofCopy: Map<number, Effect[]>;
  private readonly spans = new Map<number, Span[]>();

  constructor(
    private readonly acts: readonly Act[],
    private readonly effects: readonly Effect[],
  ) {
    for (const act of acts) for (const request of act.requests) this.askedBy.set(request, act);
    this.ofCopy = Map.groupBy(effects, ({ copy }) => copy);
    for (const effect of effects) {
      const act = this.askedBy.get(effect.request);
      if (act) this.effectsOf.set(act, [...(this.effectsOf.get(act) ?? []), effect]);
    }
    for (const [copy, own] of this.ofCopy) this.spans.set(copy, this.spansOf(own));
  }

  faults(): string[] {
    const strange = this.effects.filter(({ request }) => !this.askedBy.has(request));
    return [
      ...strange.map((effect) => `not requested: ${told(effect)}`),
      ...this.acts.flatMap((act) => this.faultOf(act).map((fault) => `${fault}: ${told(act)}`)),
      ...[...this.ofCopy.values()].flatMap((own) => [...orderFaults(own), ...this.timeFaults(own)]),
    ];
  }

  private faultOf(act: Act): string[] {
    const { verdict } = act;
    const own = this.effectsOf.get(act) ?? [];
    if (own.length > 1) return ['applied more than once'];
    if (verdict.kind === 'changed') return changeFaults(verdict, own[0]);
    if (verdict.kind === 'unknown') return [];
    if (own.length > 0) return [`${verdict.kind}, but stored`];
    if (verdict.kind === 'found')
      return this.mayHaveFound(act, verdict) ? [] : ['found a state that did not hold'];
    return this.mayRefuse(act, verdict.code) ? [] : ['refused for a state that did not hold'];
  }

  /** No state of a copy, for an act that found no loan. */
  private mayHaveFound(
    act: Act,
    { loan, state }: { loan: number | undefined; state: 'open' | 'closed' },
  ): boolean {
    if (state === 'open') return this.wasSo(act, (span) => span.loan === loan);
    if (loan === undefined) return this.wasSo(act, (span) => span.loan === undefined);
    return this.happened(act, loan, returned) > 0;
  }

  private mayRefuse(act: Act, code: string): boolean {
    switch (code) {
      case 'circulation.copy_on_loan':
      case 'circulation.no_copy_available':
        return this.wasSo(act, (span) => span.loan !== undefined);
      case 'circulation.loan_limit_reached':
        return this.mostOpen(act) >= loansMax;
      case 'circulation.loan_closed':
        return this.happened(act, act.loan, returned) > 0;
      case 'circulation.renewal_limit_reached':
        return this.happened(act, act.loan, renewed) >= renewalsMax;
      case 'circulation.renewal_too_early':
        // All loans of a history are of today.
        return true;
      default:
        return false;
    }
  }

  /** Whether each copy of the act may have been in such a state at some moment of it. */
  private wasSo(act: Act, like: (span: Span) => boolean): boolean {
    return act.copies.every((copy) =>
      (this.spans.get(copy) ?? [always]).some((span) => like(span) && meet(span, act)),
    );
  }

  /** The highest number of loans that the patron may have had at one moment of the act. */
  private mostOpen(act: Act): number {
    const own = new Set(this.effects.filter(({ patron }) => patron === act.patron).map(({ loan }) => loan));
    return [...this.spans.values()]
      .flat()
      .filter((span) => span.loan && own.has(span.loan) && meet(span, act)).length;
  }

  /** How often an action may have happened to a loan by the end of the act. */
  private happened(act: Act, loan: number | undefined, action: string): number {
    const own = this.effects.filter((effect) => effect.loan === loan && effect.action === action);
    return own.filter((effect) => this.startOf(effect) <= act.ended).length;
  }

  /** From the start of the act that began it to the end of the act that ended it. Renewals do not end it. */
  private spansOf(own: readonly Effect[]): Span[] {
    const turns = own.filter(({ action }) => action !== renewed);
    const free = { loan: undefined, from: -Infinity, until: this.endOf(turns[0]) };
    const next = turns.map((effect, index) => ({
      loan: effect.action === opened ? effect.loan : undefined,
      from: this.startOf(effect),
      until: this.endOf(turns[index + 1]),
    }));
    return [free, ...next];
  }

  /** An effect whose act had ended before the act of an earlier effect began. */
  private timeFaults(own: readonly Effect[]): string[] {
    let latest = -Infinity;
    return own.flatMap((effect) => {
      const isLate = this.endOf(effect) < latest;
      latest = Math.max(latest, this.startOf(effect));
      return isLate ? [`after an act that started later: ${told(effect)}`] : [];
    });
  }

  private startOf({ request }: Effect): number {
    return this.askedBy.get(request)?.started ?? -Infinity;
  }

  /** An act without a conclusive answer may take effect after its client gave up. */
  private endOf(effect: Effect | undefined): number {
    const act = effect && this.askedBy.get(effect.request);
    return !act || act.verdict.kind === 'unknown' ? Infinity : act.ended;
  }
}

function changeFaults({ action, loan }: Verdict & { kind: 'changed' }, effect: Effect | undefined): string[] {
  if (!effect) return ['confirmed and lost'];
  return effect.loan === loan && effect.action === action ? [] : ['stored differently'];
}

const always: Span = { loan: undefined, from: -Infinity, until: Infinity };

const meet = ({ from, until }: Span, { started, ended }: Act): boolean => from <= ended && until >= started;

/** Steps of a copy that cannot follow one another. */
function orderFaults(own: readonly Effect[]): string[] {
  let out: number | undefined;
  return own.flatMap((effect) => {
    const isLegal = effect.action === opened ? out === undefined : out === effect.loan;
    if (effect.action === opened) out = effect.loan;
    if (effect.action === returned) out = undefined;
    return isLegal ? [] : [`out of order: ${told(effect)}`];
  });
}

const told = (it: Act | Effect): string => JSON.stringify(it);
