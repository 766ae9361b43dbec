import type { Gauge } from 'prom-client';
import type { Metrics } from '../metrics/metrics.js';

/** The numbers that a process looks up whenever somebody reads them, by what they tell. */
export function gaugesOf(metrics: Metrics) {
  const queue = metrics.gauge('qingnuo_queue_size', 'What is due, and letters of later', ['queue']);
  const oldest = metrics.gauge(
    'qingnuo_queue_oldest_seconds',
    'How long the oldest of what is due has been due; 0 when nothing is',
    ['queue'],
  );
  const incidents = metrics.gauge('qingnuo_incidents_open', 'Open incidents by kind', ['kind']);
  const ofDatabase: readonly Gauge[] = [queue, oldest, incidents];
  return {
    ...{ queue, oldest, incidents, ofDatabase },
    database: metrics.gauge('qingnuo_database_up', '1 when the database answers'),
    pool: metrics.gauge('qingnuo_database_connections', 'Connections of this process', ['state']),
    loopAge: metrics.gauge('qingnuo_loop_seconds', 'Since a round of a loop ended well', ['loop']),
    loopLate: metrics.gauge('qingnuo_loop_late', '1 when a loop gives no sign of life', ['loop']),
    loopFailing: metrics.gauge('qingnuo_loop_failing', '1 when the last round failed', ['loop']),
    outages: metrics.gauge('qingnuo_outages', 'What does not work at the moment'),
    timeWrong: metrics.gauge('qingnuo_time_wrong', '1 when the time is not believed'),
    restored: metrics.gauge('qingnuo_database_restored', '1 while a restored database is stood by'),
  };
}
