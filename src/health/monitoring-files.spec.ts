import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { Metrics } from '../metrics/metrics.js';
import { gaugesOf } from './process-gauges.js';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: { readonly severity: string };
  readonly annotations: Readonly<Record<'summary' | 'description' | 'section', string>>;
}

interface Alerts {
  readonly groups: readonly { readonly rules: readonly Rule[] }[];
}

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

const read = (name: string) => readFileSync(`docs/${name}`, 'utf8');
const rules = (parse(read('deploy/alerts.yml')) as Alerts).groups.flatMap((it) => it.rules);
const { panels } = JSON.parse(read('deploy/dashboard.json')) as Dashboard;

/** What Prometheus itself and the exporters beside it tell. */
const OTHERS = ['up', 'probe_success', 'node_filesystem_avail_bytes', 'node_filesystem_size_bytes'];
const WORDS = new Set(['and', 'or', 'unless', 'by', 'without', 'on', 'ignoring', 'bool']);

/** A histogram is told as three metrics. */
function toldAs(name: string, type: string): string[] {
  return type === 'histogram' ? ['bucket', 'sum', 'count'].map((it) => `${name}_${it}`) : [name];
}

/** Every metric that the product tells, by name. */
async function exported(): Promise<Set<string>> {
  const metrics = new Metrics();
  gaugesOf(metrics);
  const told = await metrics.registry.getMetricsAsJSON();
  return new Set(told.flatMap(({ name, type }) => toldAs(name, String(type))));
}

/** The names of metrics in an expression: what is neither a function, a word, a label nor a text. */
function metricsIn(expression: string): string[] {
  const bare = expression
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\{[^}]*\}|\[[^\]]*\]/g, ' ')
    .replaceAll(/\b(by|without|on|ignoring)\s*\([^)]*\)/g, ' ');
  const names = [...bare.matchAll(/(?<![\w.])([a-zA-Z_:][\w:]*)(?!\w)(?!\s*\()/g)];
  return names.map(([name]) => name).filter((name) => !WORDS.has(name));
}

const expressions = [
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
];

describe('the files for Prometheus and Grafana', () => {
  it.each(expressions)('%s asks for what is told', async (_name, expression) => {
    const known = new Set([...(await exported()), ...OTHERS]);
    const names = metricsIn(expression);
    expect(names).not.toEqual([]);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });

  it('find a metric that nobody tells any more', () => {
    const expression = 'sum by (kind) (rate(old_name{kind="a b"}[5m])) / 2 > 0.5 and up == 1';
    expect(metricsIn(expression)).toEqual(['old_name', 'up']);
  });

  it.each(rules.map((rule) => [rule.alert, rule] as const))('%s says what to do', (_name, rule) => {
    const sections = [...read('operations.md').matchAll(/^#+ (.+)$/gm)].map(([, title]) => title);
    expect(['critical', 'warning']).toContain(rule.labels.severity);
    expect(rule.for).toMatch(/^\d+m$/);
    expect(rule.annotations.summary).toMatch(/\.$/);
    expect(rule.annotations.description).toMatch(/\.$/);
    expect(sections).toContain(rule.annotations.section);
  });

  it('have the rules by which the manual tells what one sees', () => {
    const told = [...read('operations.md').matchAll(/`(Qingnuo[A-Z]\w+)`/g)].map(
      ([, name]) => name,
    );
    expect(told.length).toBeGreaterThan(3);
    expect(rules.map(({ alert }) => alert)).toEqual(expect.arrayContaining(told));
  });
});
