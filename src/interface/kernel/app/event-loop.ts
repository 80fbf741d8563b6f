/**
 * The event loop is busy if it is hardly ever idle, which can be so at full throughput. It is stalled if a turn is so
 * late that a request has already waited for a second when it is read.
 */
const limits = { busyUtilization: 0.9, stalledMs: 1_000 };
const lookEveryMs = 100;

/** The state of the event loop between the last two measurements. */
export class EventLoop {
  /** The busy share of the time, 0 to 1. */
  utilization = 0;
  isBusy = false;
  isStalled = false;
  #timer: NodeJS.Timeout | undefined;

  /** Begins to measure, if nobody has begun yet. */
  measure(): void {
    if (this.#timer) return;
    let [lookedAt, before] = [performance.now(), performance.eventLoopUtilization()];
    const look = () => {
      const [now, use] = [performance.now(), performance.eventLoopUtilization()];
      ({ utilization: this.utilization } = performance.eventLoopUtilization(use, before));
      this.isBusy = this.utilization > limits.busyUtilization;
      this.isStalled = now - lookedAt - lookEveryMs > limits.stalledMs;
      [lookedAt, before] = [now, use];
    };
    this.#timer = setInterval(look, lookEveryMs).unref();
  }
}
