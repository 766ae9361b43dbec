import { extensions } from '../evidence/file-types.js';
import type { FormProblem } from '../respondents/form-problem.js';
import { LONGEST_ANSWER, MOST_FILES } from '../respondents/answer-form.js';
import type { OpenedLink } from '../respondents/opened-link.js';
import { escape, page } from './page.js';
import { facts } from './respondent-page.js';

interface FormPage {
  readonly opened: OpenedLink;
  readonly token: string;
  /** What was typed and not taken. */
  readonly answer: string;
  readonly problems: readonly FormProblem[];
  /** Largest file, in bytes. */
  readonly maxBytes: number;
}

/** What is asked, by whom, on which basis, until when; and the place for the answer. */
export function answerForm({ opened, token, answer, problems, maxBytes }: FormPage): string {
  const { title, questions, dueOn, isLate, expiresOn } = opened;
  const say = (problem: FormProblem) => sentenceOf(problem, maxBytes);
  const until = isLate
    ? `<p class="note"><strong>反馈期限 ${dueOn} 已过。</strong>${expiresOn}（含当日）前仍可在此答复，逾期情况将记入案卷。</p>`
    : `<p class="note">请在 <strong>${dueOn}</strong> 24:00（北京时间）前答复。</p>`;
  return page(
    problems.length > 0 ? `未能提交：${title}` : title,
    `<h1>${escape(title)}</h1>
${summaryOf(problems, say)}
${facts(opened)}
${until}
<h2>需要反馈的事项</h2>
<ol>${questions.map((question) => `<li class="said">${escape(question)}</li>`).join('')}</ol>
<h2>填写答复</h2>
<form method="post" action="/r/${token}" enctype="multipart/form-data">
<label for="answer">答复内容（必填）</label>
<p class="hint" id="answer-hint">请逐项说明。最多 ${LONGEST_ANSWER} 字。</p>
${marksOf(problems, 'answer', say)}
<textarea id="answer" name="answer" rows="10" required maxlength="${LONGEST_ANSWER}" aria-describedby="answer-hint"${invalid(problems, 'answer')}>
${escape(answer)}</textarea>
<label for="files">附件（可选）</label>
<p class="hint" id="files-hint">对账函、付款凭证等，最多 ${MOST_FILES} 个，每个不超过 ${maxBytes / 1024 / 1024} MB。可以是 PDF、图片、录音、视频、OFD、Word、Excel、WPS 文件、邮件（eml）、数电票（XML），不接受含宏的文件。</p>
${marksOf(problems, 'files', say)}
<input id="files" name="files" type="file" multiple accept="${ACCEPTED}" aria-describedby="files-hint"${invalid(problems, 'files')}>
<p>提交后不能修改。答复和附件将列入案卷，供受理、处理和监督单位查阅；案卷将注明本链接发往 ${escape(opened.link.recipient)}，填写人身份未经核实。</p>
<button>提交答复</button></form>`,
  );
}

const ACCEPTED = extensions.map((each) => `.${each}`).join(',');

type Say = (problem: FormProblem) => string;

/** First on the page, read aloud at once, and each leads to its field. */
function summaryOf(problems: readonly FormProblem[], say: Say): string {
  if (problems.length === 0) return '';
  const items = problems.map(
    (problem) => `<li><a href="#${problem.field}">${escape(say(problem))}</a></li>`,
  );
  const again = problems.some(({ field }) => field === 'answer') ? '' : '文字已保留，';
  return `<div class="error" role="alert"><h2>答复没有提交，请改正后重新提交</h2><ul>${items.join('')}</ul><p>${again}附件需要重新选择。</p></div>`;
}

function marksOf(problems: readonly FormProblem[], field: FormProblem['field'], say: Say): string {
  return problems
    .filter((problem) => problem.field === field)
    .map((problem) => `<p class="wrong">${escape(say(problem))}</p>`)
    .join('');
}

const invalid = (problems: readonly FormProblem[], of: FormProblem['field']): string =>
  problems.some(({ field }) => field === of) ? ' aria-invalid="true"' : '';

function sentenceOf({ rule, name }: FormProblem, maxBytes: number): string {
  const file = name === undefined ? '附件' : `附件“${name}”`;
  switch (rule) {
    case 'answerNotEmpty':
      return '请填写答复内容。';
    case 'answerTooLong':
      return `答复内容不能超过 ${LONGEST_ANSWER} 字。`;
    case 'answerReadable':
      return '答复内容含有无法保存的字符。';
    case 'fewFiles':
      return `附件不能超过 ${MOST_FILES} 个。`;
    case 'fileName':
      return `${file}的文件名不能使用。`;
    case 'fileType':
      return `${file}的类型不能接受。`;
    case 'fileContent':
      return '有附件的内容与其文件名不符，或者含有宏、嵌入的程序、外部链接或者恶意代码。';
    case 'fileNotEmpty':
      return `${file}是空的。`;
    case 'fileTooLarge':
      return `${file}超过 ${maxBytes / 1024 / 1024} MB。`;
    case 'caseIsFull':
      return '本案的文件数量已达上限，请与发函单位联系。';
  }
}
