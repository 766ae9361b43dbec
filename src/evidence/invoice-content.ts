import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';

/** In bytes; an invoice of a thousand lines has less than one MiB. */
const LARGEST_INVOICE = 5 * 1024 * 1024;

const BYTE_ORDER_MARK = '\xEF\xBB\xBF';

/** The declaration of XML, in an encoding that writes markup as ASCII does. */
const DECLARATION =
  /^<\?xml\s+version\s*=\s*["']1\.[01]["'](?:\s+encoding\s*=\s*["'](?:utf-?8|gbk|gb2312|gb18030)["'])?(?:\s+standalone\s*=\s*["'](?:yes|no)["'])?\s*\?>/i;

/** The root of an invoice of the tax administration (数电票), and the part that every one has. */
const ROOT = /^\s*<EInvoice(?:\s[^<>]*)?>[^]*<\/EInvoice>\s*$/;
const DATA = /<EInvoiceData[\s>]/;

/**
 * What a reader of XML would act on: declarations of types and entities, instructions for whoever
 * shows it, remarks and quotations in which markup hides, and names of pages and drawings that run.
 */
const ACTIVE = /<!|<\?|xhtml|www\.w3\.org|<(?:[\w.-]+:)?(?:script|svg|html|include|stylesheet)\b/i;

/** Whether a file begins as XML does. */
export const mayBeXml = (beginning: Buffer): boolean =>
  withoutMark(beginning.toString('latin1')).trimStart().startsWith('<');

/** Whether a file is a digital invoice as its issuer hands it out in XML, and nothing else. */
export async function isInvoice(path: string): Promise<boolean> {
  if ((await stat(path)).size > LARGEST_INVOICE) return false;
  // Markup is ASCII in every encoding that is taken, so that bytes tell it.
  const text = withoutMark((await buffer(createReadStream(path))).toString('latin1'));
  const content = text.trimStart().replace(DECLARATION, '');
  return ROOT.test(content) && DATA.test(content) && !ACTIVE.test(content);
}

const withoutMark = (text: string): string =>
  text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;
