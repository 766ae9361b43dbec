import type { ClaimedNotice } from './dispatch-queue.js';
import type { RenderedLetter, TemplateLibrary } from './template-library.js';

type Written = Pick<
  ClaimedNotice,
  'template' | 'language' | 'variables' | 'subject' | 'textBody' | 'htmlBody'
>;

/** Written once and kept: a second try says the same, whatever changed in the templates. */
export function writtenLetter(templates: TemplateLibrary, notice: Written): RenderedLetter {
  const { language, subject, textBody: text, htmlBody: html } = notice;
  if (subject !== null && text !== null && html !== null) return { language, subject, text, html };
  return templates.render(notice.template, language, notice.variables);
}
