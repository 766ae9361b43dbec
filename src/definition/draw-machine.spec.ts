import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { seededPolicyOf } from '../../seeds/seeded-policies.js';
import { workflows } from '../../workflows/index.js';
import { promiseV1 } from '../../workflows/promise/promise.workflow.js';
import { chartOf, withDescendants } from './chart.js';
import { describeWorkflow } from './describe-workflow.js';
import { mermaidOf } from './draw-machine.js';

/** Every line that a drawing may have; anything else would be a mistake of syntax. */
const grammar = {
  head: /^stateDiagram-v2$/,
  state: /^state "[^"#:;{}]+" as \w+$/,
  group: /^state "[^"#:;{}]+" as \w+ \{$/,
  close: /^\}$/,
  regions: /^--$/,
  remark: /^\w+ : [^"#:;{}]+$/,
  arrow: /^(?:\[\*\]|\w+) --> (?:\[\*\]|\w+)(?: : [^"#:;{}]+)?$/,
};

const linesOf = (drawing: string) =>
  drawing
    .trimEnd()
    .split('\n')
    .map((line) => line.trim());

describe.each(workflows.map((workflow) => ({ workflow, key: workflow.key })))(
  'the drawing of $key',
  ({ workflow }) => {
    const drawing = mermaidOf(workflow, seededPolicyOf(workflow.key));
    const lines = linesOf(drawing);

    it('is a state diagram that Mermaid can read', () => {
      expect(lines[0]).toMatch(grammar.head);
      const unknown = lines.filter((line) => !Object.values(grammar).some((it) => it.test(line)));
      expect(unknown).toEqual([]);
      const opened = lines.filter((line) => grammar.group.test(line));
      expect(lines.filter((line) => grammar.close.test(line))).toHaveLength(opened.length);
    });

    it('declares each state once, and no arrow leads elsewhere', () => {
      const declared = lines.flatMap((line) => /^state "[^"]+" as (\w+)/.exec(line)?.[1] ?? []);
      expect(new Set(declared).size).toBe(declared.length);

      const ends = lines
        .filter((line) => line.includes(' --> '))
        .flatMap((line) => line.split(' : ')[0]?.split(' --> ') ?? []);
      expect(ends.filter((end) => end !== '[*]' && !declared.includes(end))).toEqual([]);
    });

    it('shows every state that has a name, every act and every clock', () => {
      for (const { name, label } of describeWorkflow(workflow, seededPolicyOf(workflow.key))
        .states) {
        expect(drawing).toContain(`"${label.zh} ${name}`);
      }
      for (const { label, opens } of Object.values(workflow.events)) {
        // What opens a case of its own is no step of this one.
        if (opens === undefined) expect(drawing).toContain(label.zh);
      }
      for (const { id } of Object.values(workflow.clocks)) expect(drawing).toContain(`⏱ ${id} `);
    });

    it('marks where each ended case stops', () => {
      const ended = withDescendants(chartOf(workflow.machine)).filter((it) => it.kind === 'final');
      for (const { path } of ended) expect(lines).toContain(`${path.join('_')} --> [*]`);
    });

    it('is the same each time', () => {
      expect(mermaidOf(workflow, seededPolicyOf(workflow.key))).toBe(drawing);
    });
  },
);

describe('what a drawing of promise tells', () => {
  const lines = linesOf(mermaidOf(promiseV1, seededPolicyOf('promise')));

  it.each([
    ['an act', 'open_progress_resultIn --> open_progress_answered_replied : 书面答复'],
    ['a guard', 'open_progress_resultIn --> open_progress_rework : 退回重办 [maySendBack]'],
    [
      'a clock that moves the case',
      'open_progress_supplement --> lapsed : ⏱ P-SUPPLEMENT 15个工作日',
    ],
    ['a clock that only sends letters', 'open_progress_accepted : ⏱ P-REFER 3个工作日'],
    [
      'an act that leaves the state',
      'open_progress_withUnit_answering_handling : ↺ 申请延期 [mayAskExtension]',
    ],
    ['an act open throughout', 'open --> withdrawn : 撤回投诉 [notClosed]'],
    [
      'a group entered where it begins',
      'open_progress_accepted --> open_progress_withUnit_answering_referred : 转办',
    ],
    ['a step without an act', 'open_escalation_none --> open_escalation_urged : [late]'],
    [
      'a step without anything',
      'open_progress_reexamination_decided --> open_progress_withUnit_answering_handling',
    ],
    [
      'a date that an officer sets',
      'state "整改中 rectifying ↺ 记录整改决定送达 [orderUnserved] ↺ 核实送达地址 [orderGoesElsewhere] ⏱ P-RECTIFY 日期另定" as open_progress_rectification_rectifying {',
    ],
    [
      'an act open all over a region',
      'open_acceptorDesk_unassigned : ↺ 承办 [acceptorMayAssign] → assigned',
    ],
    ['two regions side by side', '--'],
  ])('%s', (_, line) => {
    expect(lines).toContain(line);
  });
});

describe('the description of a workflow', () => {
  const promise = describeWorkflow(promiseV1, seededPolicyOf('promise'));

  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(promise))).toEqual(promise);
  });

  it('tells who may do what, and on which basis', () => {
    expect(promise.events.find(({ type }) => type === 'reply.send')).toMatchObject({
      by: ['acceptor', 'acceptorHead'],
      label: { zh: '书面答复' },
      basis: { article: '30', mark: 'policy' },
    });
    expect(promise.states.find(({ name }) => name === 'rejected')).toMatchObject({
      final: true,
      holder: null,
    });
  });

  it('tells each term with its cap, its mark and its stages', () => {
    const { clocks } = promise;
    expect(clocks.find(({ id }) => id === 'P-HANDLE')).toMatchObject({
      name: 'cityReply',
      term: { value: 15, unit: 'workingDay' },
      cap: { value: 30, unit: 'workingDay' },
      mark: 'policy',
      stages: [{ offset: -3 }, { offset: -1 }, { offset: 1 }, { offset: 5 }],
    });
    expect(clocks.find(({ id }) => id === 'P-ACCEPT')?.cap).toBeNull();
  });

  it('names each state once, as cases do', () => {
    for (const workflow of workflows) {
      const names = describeWorkflow(workflow, seededPolicyOf(workflow.key)).states.map(
        ({ name }) => name,
      );
      expect(new Set(names).size).toBe(names.length);
    }
  });
});
