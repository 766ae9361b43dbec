import { demoDomain } from '../../seeds/demo-accounts.js';
import type { ApiClient, CaseBody, MailBody, NoticeBody } from './api-client.js';

/** A letter as its row says, and the mail as its receiver got it. */
export interface Delivered {
  readonly name: string;
  readonly notice: NoticeBody;
  readonly mail: MailBody;
}

/**
 * The letters of a case by recipient (the address before the `@`), in the order in which they
 * were owed. Fails unless each letter was delivered exactly once.
 */
export async function postBook(
  api: ApiClient,
  { id, number }: CaseBody,
): Promise<Readonly<Record<string, readonly Delivered[]>>> {
  // A simulated minute ends when everything that is due in it has been delivered.
  await api.pass('PT1M');
  const notices = await api.list<NoticeBody>('admin', `/cases/${id}/notices`);
  const mails = await api.list<MailBody>(null, '/mailbox');
  const own = mails.filter(({ subject }) => subject.includes(number));
  const book: Record<string, Delivered[]> = {};
  for (const notice of notices) {
    const delivered = own.filter(({ messageId }) => messageId === notice.messageId);
    const [mail] = delivered;
    if (!mail || delivered.length !== 1 || mail.to !== notice.recipient) {
      throw new Error(`${notice.template} to ${notice.recipient} came ${delivered.length} times.`);
    }
    const reader = notice.recipient.replace(`@${demoDomain}`, '');
    (book[reader] ??= []).push({ name: notice.template.split('/')[1] ?? '', notice, mail });
  }
  const letters = Object.values(book).flat().length;
  if (own.length !== letters) throw new Error(`${own.length} mails for ${letters} letters.`);
  return book;
}

/** Names of the letters alone. */
export function namesIn(
  book: Readonly<Record<string, readonly Delivered[]>>,
): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(book).map(([reader, letters]) => [reader, letters.map(({ name }) => name)]),
  );
}
