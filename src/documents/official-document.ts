import type { BusinessDate } from '../kernel/business-date.js';

/** A part of the body: a heading of the first or the second level, or a paragraph. */
export interface BodyPart {
  readonly kind: 'heading' | 'subheading' | 'text';
  readonly text: string;
}

/** An official document (公文) as data; how it looks is decided elsewhere. */
export interface OfficialDocument {
  /** 标题, without the issuer. */
  readonly title: string;
  /** 发文字号: `南工信督〔2026〕1号`. */
  readonly documentNumber: string;
  /** 发文机关: in the head and the signature. */
  readonly issuer: string;
  /** 主送机关. */
  readonly addressee: string;
  readonly body: readonly BodyPart[];
  /** 附件, by their names. */
  readonly attachments: readonly string[];
  /** 成文日期. */
  readonly issuedOn: BusinessDate;
  /** 抄送机关; nobody, when empty. */
  readonly copyTo: readonly string[];
}
