import type { Locale } from '../../definition/index.js';
import type { JsonObject } from '../../kernel/json.js';

/** What the frame of every letter says by itself. */
export const frameWords: Readonly<Record<Locale, JsonObject>> = {
  'zh-CN': {
    product: '清诺',
    colon: '：',
    caseNumber: '案件编号',
    enterprise: '投诉企业',
    respondent: '被投诉方',
    state: '当前状态',
    next: '下一步',
    contact: '联系单位',
    person: '联系人',
    telephone: '联系电话',
    address: '地址',
    deadline: '期限',
    due: '截止',
    endOfDay: '24:00（北京时间）',
    basis: '依据',
    derivation: '计算',
    rolled: '按日计算的最后一日为节假日，已顺延至其后第一个工作日。计算所得日期为',
    provisional: '该期限跨入节假日安排尚未公布的年份，为暂定日期；国务院办公厅公布安排后可能调整。',
    open: '查看案件',
    answer: '填写答复',
    footer: '本邮件由系统自动发送，请勿直接回复。如需办理，请登录系统。',
    footerByLink: '本邮件由系统自动发送，请勿直接回复。链接仅供办理本事项，请勿转发无关人员。',
    footerWithContact: '本邮件由系统自动发送，请勿直接回复。有疑问的，请与上列联系单位联系。',
    footerWithoutAccount:
      '本邮件由系统自动发送，请勿直接回复。有疑问的，请与发出本通知的机关联系。',
    weekdays: ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'],
  },
  en: {
    product: 'Qingnuo',
    colon: ': ',
    caseNumber: 'Case',
    enterprise: 'Enterprise',
    respondent: 'Respondent',
    state: 'Now',
    next: 'Next',
    contact: 'Responsible',
    person: 'Contact person',
    telephone: 'Telephone',
    address: 'Address',
    deadline: 'Deadline',
    due: 'Due',
    endOfDay: '24:00 China time',
    basis: 'Basis',
    derivation: 'Counted',
    rolled:
      'The last day by counting is a day off, so the term moved to the next working day. Counted:',
    provisional:
      'This date lies in a year whose public holidays are not announced yet. It is provisional and may move.',
    open: 'Open the case',
    answer: 'Answer',
    footer:
      'This message was sent automatically; replies to it are not read. Please sign in to act.',
    footerByLink:
      'This message was sent automatically; replies to it are not read. The link is for this matter alone; please do not pass it on.',
    footerWithContact:
      'This message was sent automatically; replies to it are not read. With questions please call the unit named above.',
    footerWithoutAccount:
      'This message was sent automatically; replies to it are not read. With questions please turn to the authority that sent it.',
    weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  },
};
