/** A task's progress over time as a small line chart. */
import { h, setText, svg } from './dom.js';
import { duration, percent } from './format.js';

const WIDTH = 600;
const HEIGHT = 120;
const MOST_POINTS = 300;

/** The chart; `show` draws the events up to a time, on the scale of all of them. */
export class Chart {
  constructor() {
    const line = { class: 'chart-line', 'vector-effect': 'non-scaling-stroke' };
    this.area = svg('path', { class: 'chart-area' });
    this.line = svg('path', line);
    this.cursor = svg('line', { class: 'chart-cursor', y1: 0, y2: HEIGHT, 'vector-effect': 'non-scaling-stroke' });
    const grid = [0.25, 0.5, 0.75].map((share) =>
      svg('line', { class: 'chart-grid', x1: 0, x2: WIDTH, y1: HEIGHT * share, y2: HEIGHT * share }),
    );
    this.element = svg(
      'svg',
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', class: 'chart', role: 'img' },
      ...grid,
      this.area,
      this.line,
      this.cursor,
    );
    this.scale = h('p', { class: 'chart-scale', 'aria-hidden': 'true' }, h('span', { text: '0 s' }), h('span', {}));
  }

  /** Shows nothing while there is nothing to show. */
  hide(hidden) {
    this.element.classList.toggle('hidden', hidden);
    this.scale.hidden = hidden;
  }

  /**
   * @param {{time: number, value: number}[]} points in order of time
   * @param {number} from the chart's left end
   * @param {number} to its right end
   * @param {number | null} [at] where the replay is
   */
  show(points, from, to, at = null) {
    const scale = (time) => (to > from ? ((time - from) / (to - from)) * WIDTH : 0);
    const shown = thin(at === null ? points : points.filter((point) => point.time <= at), MOST_POINTS);
    let path = `M0 ${HEIGHT}`;
    for (const { time, value } of shown) path += `L${scale(time).toFixed(1)} ${((1 - value) * HEIGHT).toFixed(1)}`;
    const end = scale(at ?? to).toFixed(1);
    const last = shown.at(-1);
    setText(this.scale.lastElementChild, duration(to - from));
    if (last) path += `H${end}`;
    this.line.setAttribute('d', path);
    this.area.setAttribute('d', `${path}V${HEIGHT}Z`);
    this.cursor.setAttribute('x1', end);
    this.cursor.setAttribute('x2', end);
    this.cursor.classList.toggle('hidden', at === null);
    const text = last ? `${percent(last.value)} after ${duration((at ?? to) - from)}` : 'none yet';
    this.element.setAttribute('aria-label', `Progress over time: ${text}`);
  }
}

/** At most `most` of the points, the first and the last among them. */
export function thin(points, most) {
  if (points.length <= most) return points;
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => points[Math.round(i * step)]);
}
