import { squeezed } from '../kernel/plain-text.js';

/** What a number of a filing is the number of; `reference` is the filer's own, and tells no matter. */
export const identifierSorts = ['contract', 'document', 'invoice', 'reference'] as const;

export type IdentifierSort = (typeof identifierSorts)[number];

/** A number by which a complaint, or a part of it, is known elsewhere; as it was filed. */
export interface Identifier {
  readonly sort: IdentifierSort;
  readonly value: string;
}

/** 第…号, 合同编号: words around a number that belong to none. */
const AROUND = /合同|协议|文件|编号|字第|[第号]/g;

/** What is written where there is none. */
const NO_NUMBER = /^(?:无|暂无|没有|口头|无书面|none|na)$/;

/** A number of a contract, a document or an invoice by its letters and digits, however it is written. */
export function bareNumber(number: string): string {
  const bare = squeezed(number.replaceAll(AROUND, ''));
  return NO_NUMBER.test(bare) ? '' : bare;
}
