import type { Answer, ApiClient, MailBody } from './api-client.js';

/** Somebody who is signed in beside the accounts of the demonstration, or a system with a key. */
export interface Bearer {
  readonly headers: { readonly authorization: string };
}

export const bearer = (token: string): Bearer => ({
  headers: { authorization: `Bearer ${token}` },
});

/** The mails to an address, over SMTP, the latest first; all that is owed has gone out by then. */
export async function mailsTo(api: ApiClient, address: string): Promise<readonly MailBody[]> {
  await api.pass('PT1M');
  return api.list<MailBody>(null, `/mailbox?to=${encodeURIComponent(address)}`);
}

/**
 * The latest mail to an address with these words in its subject; letters that were owed at one
 * moment come in any order.
 */
export async function mailAbout(api: ApiClient, address: string, words: string): Promise<MailBody> {
  const mails = await mailsTo(api, address);
  const found = mails.find(({ subject }) => subject.includes(words));
  if (found) return found;
  const subjects = mails.map(({ subject }) => subject).join(', ');
  throw new Error(`There is no mail to ${address} about ${words}, but: ${subjects}`);
}

/** The latest code that was sent to an address. */
export async function mailedCode(api: ApiClient, address: string): Promise<string> {
  const mails = await mailsTo(api, address);
  const [code] = mails.flatMap(({ text }) => /^> ([\w-]{32})$/m.exec(text)?.[1] ?? []);
  if (code === undefined) throw new Error(`There is no code in ${mails.length} mails.`);
  return code;
}

export function post<Body = Readonly<Record<string, unknown>>>(
  api: ApiClient,
  path: string,
  body: unknown,
  { headers = {} }: { readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Answer<Body>> {
  return api.request<Body>(null, path, { method: 'POST', body, headers });
}

export async function signIn(api: ApiClient, email: string, password: string): Promise<Bearer> {
  const body = { email, password };
  return bearer(
    (await api.ok<{ token: string }>(null, '/sessions', { method: 'POST', body })).token,
  );
}

/** Invites an officer, who accepts; a second administrator confirms where one has to. */
export async function newOfficer(
  api: ApiClient,
  invitation: { readonly email: string; readonly role: string; readonly unitId: string },
  password: string,
): Promise<Bearer & { readonly id: string }> {
  const { email } = invitation;
  const body = { name: email.split('@')[0], ...invitation };
  const { id, status } = await api.ok<{ id: string; status: string }>('admin', '/invitations', {
    method: 'POST',
    body,
  });
  if (status === 'proposed')
    await api.ok('admin2', `/invitations/${id}/confirm`, { method: 'POST' });
  const code = await mailedCode(api, email);
  const accepted = await post<{ id: string }>(api, '/invitations/accept', { code, password });
  return { id: accepted.body.id, ...(await signIn(api, email, password)) };
}
