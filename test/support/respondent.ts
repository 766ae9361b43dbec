import type { MailBody } from './api-client.js';
import type { RunningProduct } from './running-product.js';

/** That an officer has found an address, and how; what an act says of it. */
export const found = (email: string) => ({
  email,
  foundBy: 'telephone' as const,
  source: '12345政务服务热线转办公室核实',
});

/** What a browser of a respondent gets. */
export interface Page {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
}

/** Somebody without an account, with the letters that came to an address. */
export class Respondent {
  constructor(
    private readonly product: RunningProduct,
    readonly email: string,
    /** The address that the requests seem to come from. */
    readonly from = '198.51.100.7',
  ) {}

  /** The links in the letters, the newest first; simulated time delivers what is owed. */
  async links(): Promise<readonly string[]> {
    await this.product.api.pass('PT1M');
    const path = `/mailbox?to=${encodeURIComponent(this.email)}`;
    const mails = await this.product.api.list<MailBody>(null, path);
    return mails.flatMap(({ text }) => /\/r\/[\w-]+/.exec(text)?.[0] ?? []);
  }

  open(link: string): Promise<Page> {
    return this.request(link, {});
  }

  /** Sends the page's form. */
  answer(
    link: string,
    answer: string,
    files: readonly (readonly [name: string, content: Buffer])[] = [],
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Page> {
    const form = new FormData();
    form.append('answer', answer);
    for (const [name, content] of files) {
      form.append('files', new Blob([new Uint8Array(content)]), name);
    }
    return this.request(link, { method: 'POST', body: form, redirect: 'manual' }, headers);
  }

  private async request(
    link: string,
    init: RequestInit,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Page> {
    const all = { 'x-forwarded-for': this.from, ...headers };
    const response = await fetch(this.product.url + link, { ...init, headers: all });
    return { status: response.status, headers: response.headers, html: await response.text() };
  }
}
