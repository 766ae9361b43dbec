import type { Label } from '../definition/index.js';
import type { TrackedDeadlineView, TrackingView } from '../cases/tracking.view.js';
import { escape, page } from './page.js';

/** Where a case stands, for whoever has the receipt's code: a page without any name of a person. */
export function trackingPage(view: TrackingView): string {
  const held = view.holder === null ? '' : row('现由谁办理', 'Who has it', both(view.holder.label));
  const until =
    view.deadlines.length === 0
      ? ''
      : row('期限', 'Until when', view.deadlines.map(deadlineText).join('<br>'));
  const note =
    view.escalationNote === null ? '' : `<p class="note">${both(view.escalationNote)}</p>`;
  return page(
    view.number,
    `<h1>${both(view.stateLabel)}</h1>${note}
<dl>${row('案件编号', 'Case', escape(view.number))}
${row('类别', 'Kind', both(view.kindLabel))}
${row('提交日期', 'Filed', view.filedOn)}
${held}${until}
${row('是否办结', 'Closed', view.closed ? yes : no)}
${row('是否解决', 'Solved', solvedText(view))}
${row('下一步', 'Next', both(view.nextStep))}</dl>`,
  );
}

/** Asks for the code; `wrong`: the one that was given opens nothing. */
export function trackingForm(number: string, wrong: boolean): string {
  const note = wrong
    ? '<p class="note" role="alert">编号或查询码不正确。<span class="en">No case has this number and code.</span></p>'
    : '';
  return page(
    '查询',
    `<h1>查询办理进度 <span class="en">Follow a case</span></h1>${note}
<form method="get" action="/track/${encodeURIComponent(number)}">
<label>案件编号 <span class="en">Case number</span><input value="${escape(number)}" disabled></label>
<label>查询码 <span class="en">Code of the receipt</span><input name="code" required autocomplete="off" maxlength="40"></label>
<button>查询 Follow</button></form>`,
  );
}

function row(zh: string, en: string, value: string): string {
  return `<dt>${zh}<br><span class="en">${en}</span></dt><dd>${value}</dd>`;
}

const yes = '是 <span class="en">yes</span>';
const no = '否 <span class="en">no</span>';

/** What the enterprise said, and nobody else: a case may be closed without being solved. */
function solvedText({ solved, satisfied }: TrackingView): string {
  if (solved === null) {
    return '企业尚未表示 <span class="en">the enterprise has not said</span>';
  }
  const text = solved
    ? '企业确认已解决 <span class="en">solved, the enterprise says</span>'
    : '企业表示未解决 <span class="en">not solved, the enterprise says</span>';
  return satisfied === false ? `${text}<br>不满意 <span class="en">not satisfied</span>` : text;
}

function deadlineText({ label, dueOn, provisional, overdue }: TrackedDeadlineView): string {
  const late = overdue ? '（已逾期 late）' : '';
  return `${dueOn}${provisional ? '（暂定 provisional）' : ''}${late} ${both(label)}`;
}

function both({ zh, en }: Label): string {
  return `${escape(zh)} <span class="en">${escape(en)}</span>`;
}
