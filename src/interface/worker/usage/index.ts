import { UsageRetention } from '../../../application/usage/counting/usage-retention.js';
import { MailPlanner } from '../../../application/usage/mails/mail-planner.js';
import { MailSender } from '../../../application/usage/mails/mail-sender.js';
import { LifecycleWatch } from '../../../application/usage/lifecycle/lifecycle-watch.js';
import { workerJob } from '../kernel/worker-job.js';

export const jobs = [
  /** Turns hours of 35 days ago into days, and removes days of 25 months ago. */
  workerJob({
    name: 'usage.age_counts',
    schedule: '40 2 * * *',
    service: UsageRetention,
    run: (retention, stop) => retention.age(stop),
  }),
  /** Makes anonymous what an instance has stored of an account that was being closed. */
  workerJob({
    name: 'usage.forget_closed_accounts',
    schedule: '45 * * * *',
    service: UsageRetention,
    run: (retention, stop) => retention.forgetClosed(stop),
  }),
  /** Decides the state of each end of life; at the full hour too, when brownouts begin. */
  workerJob({
    name: 'usage.decide_lifecycles',
    schedule: '*/5 * * * *',
    service: LifecycleWatch,
    run: (watch, stop) => watch.decideAll(stop),
  }),
  /** Plans the mails of the day about ends of life; every hour, so that new users of a day are told on it. */
  workerJob({
    name: 'usage.plan_mails',
    schedule: '8 * * * *',
    service: MailPlanner,
    run: (planner, stop) => planner.plan(stop),
  }),
  workerJob({
    name: 'usage.send_mails',
    schedule: '* * * * *',
    service: MailSender,
    run: (sender, stop) => sender.send(stop),
  }),
];
