/**
 * The event loop is busy if it is hardly ever idle, which can be so at full throughput. It is stalled if a turn is so
 * late that a request has already waited for a second when it is read.
 */
const limits = { busyUtilization: 0.9, stalledMs: 1_000 };
const lookEveryMs = 100;

/**
 * The state of the event loop between the last two measurements. It is measured from the first question on, so that the
 * time of the start does not count as overload.
 */
export class EventLoop {
  #measured: Measured | undefined;

  /** The busy share of the time, 0 to 1. */
  get utilization(): number {
    return this.#measure().utilization;
  }

  get isBusy(): boolean {
    return this.utilization > limits.busyUtilization;
  }

  get isStalled(): boolean {
    return this.#measure().lateMs > limits.stalledMs;
  }

  #measure(): Measured {
    return (this.#measured ??= measureRegularly());
  }
}

interface Measured {
  utilization: number;
  lateMs: number;
}

/** The object that is returned has the newest measurement at any time. */
function measureRegularly(): Measured {
  const measured = { utilization: 0, lateMs: 0 };
  let [lookedAt, before] = [performance.now(), performance.eventLoopUtilization()];
  const look = () => {
    const [now, use] = [performance.now(), performance.eventLoopUtilization()];
    ({ utilization: measured.utilization } = performance.eventLoopUtilization(use, before));
    measured.lateMs = now - lookedAt - lookEveryMs;
    [lookedAt, before] = [now, use];
  };
  setInterval(look, lookEveryMs).unref();
  return measured;
}
