import { basisLabel } from '../definition/index.js';
import type { GivenAnswer, OpenedLink } from '../respondents/opened-link.js';
import { escape, page } from './page.js';

/** What a page says that tells nothing of any case. */
const sentences = {
  unknown: [
    '链接无效',
    '没有这样的链接。请完整复制邮件中的链接后重试；仍然无法打开的，请与发函单位联系。',
  ],
  elsewhere: ['未能提交', '请从邮件中的链接打开页面，在该页面内填写并提交。'],
  tooMany: ['请稍后再试', '短时间内打开次数过多，请稍后再试。'],
  tooLarge: ['文件过大', '附件合计过大，答复没有提交。请返回上一页，减少附件后重新提交。'],
  broken: ['未能提交', '提交的内容不完整，答复没有提交。请返回上一页重新提交。'],
  failed: ['暂时无法办理', '系统暂时出现问题，答复没有提交。请稍后从邮件中的链接重新打开本页。'],
} as const;

export function saidPage(what: keyof typeof sentences): string {
  const [title, text] = sentences[what];
  return page(title, `<h1>${title}</h1><p>${text}</p>`);
}

/** What was answered, for whoever opens the link again. */
export function answerShown(opened: OpenedLink): string {
  const { answer, unitName } = opened;
  if (!answer) throw new Error('Nothing was answered yet.');
  const files = answer.files.map(
    ({ name, size }) => `<li>${escape(name)}（${sizeText(size)}）</li>`,
  );
  return page(
    '已收到答复',
    `<h1>已收到答复</h1>
<p role="status">${escape(unitName)}已收到贵单位的答复。答复提交后不能修改；需要补充的，请与该单位联系。</p>
${facts(opened)}
<dl><dt>提交时间</dt><dd>${chinaTime(answer.at)}（北京时间）</dd>${sentTo(answer)}</dl>
<p class="note">本答复通过邮件链接提交，<strong>填写人身份未经核实</strong>，案卷中将如此注明。</p>
<h2>答复内容</h2>
<p class="said">${escape(answer.text)}</p>
<h2>附件</h2>
${files.length === 0 ? '<p>无</p>' : `<ul>${files.join('')}</ul>`}`,
  );
}

const sentTo = ({ sentTo: email }: GivenAnswer): string =>
  email === null ? '' : `<dt>链接发往</dt><dd>${escape(email)}（由发函方核实的送达地址）</dd>`;

/** The link was good once; what it was about is not told any more. */
export function closedLink({ state, unitName }: OpenedLink): string {
  const [title, text] = {
    expired: ['链接已过期', '答复期限已过，本链接不再接受答复。'],
    revoked: ['链接已撤销', '发函单位已撤销本链接。'],
    over: ['不再需要答复', '本事项已不再需要通过本链接答复。'],
    open: ['', ''],
    answered: ['', ''],
  }[state] as [string, string];
  return page(title, `<h1>${title}</h1><p>${text}如有疑问，请与${escape(unitName)}联系。</p>`);
}

/** Who asks whom about what. */
export function facts({ record, unitName, basis }: OpenedLink): string {
  return `<dl><dt>案件编号</dt><dd>${escape(record.number)}</dd>
<dt>投诉企业</dt><dd>${escape(record.enterpriseName)}</dd>
<dt>被投诉单位</dt><dd>${escape(record.filing.respondent.name)}</dd>
<dt>发函单位</dt><dd>${escape(unitName)}</dd>
${basis ? `<dt>依据</dt><dd>${escape(basisLabel(basis).zh)}</dd>` : ''}</dl>`;
}

const CHINA_TIME = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** `2026-09-21 10:15`. */
const chinaTime = (at: Date): string => CHINA_TIME.format(at);

export function sizeText(bytes: number): string {
  const kib = bytes / 1024;
  return kib < 1024 ? `${Math.max(1, Math.round(kib))} KB` : `${(kib / 1024).toFixed(1)} MB`;
}
