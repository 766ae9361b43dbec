import type { Clock } from '../clocks/clock.entity.js';
import type { Label, WorkflowDefinition } from '../definition/index.js';
import type { JsonObject } from '../kernel/json.js';
import { timerOf } from './machine-step.js';
import { RECOUNT_EVENT } from './recount-entry.js';
import { TIME_CORRECTED } from './time-entry.js';
import { LETTER_ARRIVED, LETTER_LOST } from './told-entry.js';

/** What an entry of the history is called: an act, a lapse, a date counted anew, the filing. */
export function labelOfEvent(
  workflow: WorkflowDefinition,
  type: string,
  payload?: JsonObject,
): Label {
  const act = workflow.events[type];
  if (act) return (payload && act.entryLabel?.(payload as never)) ?? act.label;
  if (type === RECOUNT_EVENT) return { zh: '重新计算期限', en: 'Dates counted anew' };
  if (type === LETTER_LOST) {
    return { zh: '文书未能送达，期限暂停', en: 'A letter has not arrived; its term stands still' };
  }
  if (type === LETTER_ARRIVED) {
    return { zh: '文书已经送达，期限重新起算', en: 'A letter has arrived; its term begins' };
  }
  if (type === TIME_CORRECTED) return correctionLabel(payload);
  if (!type.startsWith('xstate.after.')) return workflow.filing.label;
  const clock = workflow.clocks[timerOf(type).name];
  return {
    zh: `期限届满：${clock?.label.zh ?? ''}`,
    en: `Deadline lapsed: ${clock?.label.en ?? ''}`,
  };
}

function correctionLabel({ takenBack }: JsonObject = {}): Label {
  const seqs = Array.isArray(takenBack) ? takenBack.map(String) : [];
  if (seqs.length === 0) {
    return {
      zh: '系统时间有误，提前发出的提醒作废',
      en: 'The time was wrong: early reminders do not count',
    };
  }
  return {
    zh: `系统时间有误，第${seqs.join('、')}条记录不计`,
    en: `The time was wrong: entries ${seqs.join(', ')} do not count`,
  };
}

/** What happened on the day that a clock counts from: 承办单位首次收到之日, 受理之日. */
export function startOf(
  workflow: WorkflowDefinition,
  { name, derivation }: Pick<Clock, 'name' | 'derivation'>,
): Label {
  if (derivation.served) return { zh: '送达之日', en: 'the service' };
  const declared = workflow.clocks[name]?.countedFrom;
  if (declared) return declared;
  if (derivation.startEvent === null) return { zh: '之日', en: 'its start' };
  const { zh, en } = labelOfEvent(workflow, derivation.startEvent);
  return { zh: `${zh}之日`, en };
}
