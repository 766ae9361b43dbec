import { describe, expect, it } from '@jest/globals';
import { workflows } from '../../workflows/index.js';
import type { TrackingView } from '../cases/tracking.view.js';
import { chartOf, withDescendants } from '../definition/chart.js';
import { trackingPage } from './tracking-page.js';

const open: TrackingView = {
  number: 'P-2026-450100-000001',
  kindLabel: { zh: '政府不兑现承诺投诉', en: 'Broken promise' },
  state: 'handling',
  stateLabel: { zh: '协调处理中', en: 'In progress' },
  escalation: 'none',
  escalationNote: null,
  nextStep: { zh: '承办单位将报送办理结果。', en: 'The unit submits its result.' },
  holder: {
    party: 'handler',
    unit: '南宁市投资促进局',
    label: { zh: '南宁市投资促进局', en: 'Nanning Investment Promotion Bureau' },
  },
  until: '2026-10-16',
  provisional: false,
  deadlines: [
    {
      label: { zh: '报送办理结果', en: "The unit's result" },
      owedBy: 'handler',
      dueOn: '2026-10-16',
      provisional: false,
      overdue: false,
    },
  ],
  closed: false,
  solved: null,
  satisfied: null,
  filedOn: '2026-09-14',
  updatedAt: '2026-09-18T02:15:00.000Z',
  endedAt: null,
};

const closed: TrackingView = {
  ...open,
  state: 'closed',
  stateLabel: { zh: '已办结', en: 'Closed' },
  holder: null,
  until: null,
  deadlines: [],
  closed: true,
  endedAt: '2026-11-02T02:15:00.000Z',
};

/** The answer beside a question, as a reader sees it. */
function answerTo(question: string, view: TrackingView): string | undefined {
  const rows = trackingPage(view).matchAll(/<dt>(.*?)<br>.*?<\/dt><dd>(.*?)<\/dd>/gs);
  for (const [, asked, answer = ''] of rows) {
    if (asked === question) {
      const text = answer.replaceAll('<br>', ' ').replaceAll(/<[^>]*>/g, '');
      return text.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    }
  }
  return undefined;
}

describe('the tracking page', () => {
  it('says who has the case, until when, and what comes next, in both languages', () => {
    expect(answerTo('现由谁办理', open)).toBe(
      '南宁市投资促进局 Nanning Investment Promotion Bureau',
    );
    expect(answerTo('期限', open)).toBe("2026-10-16 报送办理结果 The unit's result");
    expect(answerTo('下一步', open)).toBe('承办单位将报送办理结果。 The unit submits its result.');
  });

  it('says of a date that it is provisional or over', () => {
    const [deadline] = open.deadlines;
    const shown = (change: object) =>
      answerTo('期限', { ...open, deadlines: deadline ? [{ ...deadline, ...change }] : [] });
    expect(shown({ provisional: true })).toContain('暂定 provisional');
    expect(shown({ overdue: true })).toContain('已逾期 late');
    expect(shown({})).not.toMatch(/暂定|逾期/);
  });

  it('leaves out who has it and until when where nobody has it', () => {
    expect(answerTo('现由谁办理', closed)).toBeUndefined();
    expect(answerTo('期限', closed)).toBeUndefined();
  });

  it.each<[string, Partial<TrackingView>, string, string]>([
    ['open', open, '否 no', '企业尚未表示 the enterprise has not said'],
    ['closed without a word', closed, '是 yes', '企业尚未表示 the enterprise has not said'],
    [
      'closed and solved',
      { ...closed, solved: true, satisfied: true },
      '是 yes',
      '企业确认已解决 solved, the enterprise says',
    ],
    [
      'closed and not solved',
      { ...closed, solved: false, satisfied: false },
      '是 yes',
      '企业表示未解决 not solved, the enterprise says 不满意 not satisfied',
    ],
    [
      'solved and open still',
      { solved: true, satisfied: true },
      '否 no',
      '企业确认已解决 solved, the enterprise says',
    ],
  ])('tells closed and solved apart: %s', (_, change, isClosed, isSolved) => {
    const view = { ...open, ...change };
    expect([answerTo('是否办结', view), answerTo('是否解决', view)]).toEqual([isClosed, isSolved]);
  });

  it('shows what comes from outside as text', () => {
    const page = trackingPage({ ...open, number: '<script>x</script>' });
    expect(page).not.toContain('<script>');
  });
});

/** The states of the region `escalation` of each machine, read from the chart itself. */
const levels = workflows.flatMap((workflow) =>
  withDescendants(chartOf(workflow.machine))
    .filter(({ path }) => path.at(-2) === 'escalation')
    .map(({ key }) => ({ level: key, workflow })),
);

describe('how far the authorities have gone', () => {
  it('is at one of the levels of a machine', () => {
    expect(new Set(levels.map(({ level }) => level))).toEqual(
      new Set(['none', 'urged', 'supervised', 'interviewed', 'circulated']),
    );
  });

  it.each(levels)('is told on the page of a case of $workflow.key: $level', (each) => {
    const escalationNote = each.workflow.escalation?.levels[each.level]?.note;
    expect(escalationNote).toBeDefined();
    const page = trackingPage({ ...open, escalationNote: escalationNote ?? null });
    const note = /<p class="note">(.*?)<\/p>/.exec(page)?.[1];
    if (each.level === 'none') expect(note).toBeUndefined();
    else expect(note).toMatch(/[一-鿿].*<span class="en">[A-Z]/);
  });
});
