/** What is left of a running task, said no more exactly than its progress allows. */
import { about, elapsed } from './format.js';

const MOST_SAMPLES = 240;
const QUIET_MS = 20_000;
const UNEVEN = 2.5;

/** The progress that a task has reported, thinned out so that a million reports cost no more than a few. */
export class ProgressHistory {
  samples = [];

  /** @param {number} time milliseconds @param {number} value 0 to 1 */
  add(time, value) {
    const { samples } = this;
    const before = samples.at(-2);
    if (before && time - before.time < 200) samples.pop();
    samples.push({ time, value });
    if (samples.length > MOST_SAMPLES) this.samples = samples.filter((_, i) => i % 2 === 0 || i > MOST_SAMPLES - 20);
  }
}

/**
 * @param {{time: number, value: number}[]} samples in order of time
 * @param {number} startedAt when the task began to run
 * @param {number} now
 * @returns {{kind: 'about', ms: number} | {kind: 'unknown'} | {kind: 'stalled', ms: number}}
 */
export function estimate(samples, startedAt, now) {
  const rises = samples.filter((sample, i) => sample.value > (samples[i - 1]?.value ?? 0));
  const lastHeard = samples.at(-1)?.time ?? startedAt;
  const gaps = rises.slice(-10).map((rise, i, recent) => rise.time - (recent[i - 1]?.time ?? rise.time));
  const quiet = now - lastHeard;
  if (quiet > Math.max(QUIET_MS, 3 * Math.max(0, ...gaps))) return { kind: 'stalled', ms: quiet };
  const last = rises.at(-1);
  if (rises.length < 3 || last.time - startedAt < 2000 || last.value >= 1) return { kind: 'unknown' };
  const passed = last.time - startedAt;
  const from = rises.findLast((rise) => rise.time <= last.time - Math.max(passed / 3, 3000)) ?? rises[0];
  const recent = (last.value - from.value) / (last.time - from.time);
  const overall = last.value / passed;
  if (!(recent > 0) || recent > UNEVEN * overall || overall > UNEVEN * recent) return { kind: 'unknown' };
  const rate = (2 * recent + overall) / 3;
  return { kind: 'about', ms: Math.max(0, (1 - last.value) / rate - (now - last.time)) };
}

/** An estimate as a person says it. */
export function estimateText({ kind, ms }) {
  if (kind === 'about') return `${about(ms)} left`;
  return kind === 'stalled' ? `no progress for ${elapsed(ms)}` : 'not enough to say yet';
}
