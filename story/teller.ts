import type { CaseAnswer, MailAnswer, Product } from './product.js';

interface Entry {
  readonly occurredOn: string;
  readonly label: { readonly zh: string; readonly en: string };
  readonly to: string;
  readonly actor: { readonly name: string | null };
}

interface WaitingNotice {
  readonly status: 'pending' | 'sent' | 'failed';
}

/** Takes a line, or several, of what is told. */
export type Print = (text: string) => void;

/** Tells a case step by step: a line for each act, then its timeline and its mails. */
export class Teller {
  private step = 0;

  constructor(
    private readonly product: Product,
    private readonly steps: number,
    private readonly print: Print,
  ) {}

  title(text: string): void {
    this.step = 0;
    this.print(`\n━━ ${text} ━━`);
  }

  /** One progress line. */
  tell(
    text: string,
    outcome: CaseAnswer | { readonly noticesSent: number; readonly clocksFired: number },
  ): void {
    this.step += 1;
    const result =
      'state' in outcome
        ? `${outcome.number} → ${outcome.stateLabel.zh} (${outcome.state}${late(outcome)})`
        : `${outcome.clocksFired} clock moments, ${outcome.noticesSent} mails`;
    this.print(`[${String(this.step).padStart(2)}/${this.steps}] ${text}: ${result}`);
  }

  /** A remark between two steps. */
  say(text: string): void {
    this.print(`        ${text}`);
  }

  async timeline(reader: string, { id, number }: CaseAnswer): Promise<void> {
    const { items } = await this.product.read<{ items: Entry[] }>(reader, `/cases/${id}/history`);
    this.print(`\nTimeline of ${number}`);
    for (const { occurredOn, label, to, actor } of items) {
      this.print(`  ${occurredOn}  ${label.zh} (${label.en}) → ${to}  · ${actor.name ?? ''}`);
    }
  }

  /** Every mail of the case as the mailbox received it, in order; one of them in full. */
  async mails({ id, number }: CaseAnswer, inFull: RegExp): Promise<void> {
    await this.letPostLeave(id);
    const { items } = await this.product.read<{ items: MailAnswer[] }>('admin', '/mailbox');
    // The mailbox shows the newest first.
    const own = items.filter(({ subject }) => subject.includes(number)).toReversed();
    this.print(`\n${own.length} mails of ${number}`);
    for (const { at, to, subject } of own) this.print(`  ${at}  ${to}  ${subject}`);
    const shown = own.find(({ subject }) => inFull.test(subject));
    if (shown)
      this.print(`\nOne of them, to ${shown.to}:\n${shown.text.replaceAll(/^/gm, '  │ ')}`);
  }

  /** Letters leave in working hours: time passes until none of the case waits any more. */
  private async letPostLeave(id: string): Promise<void> {
    for (let waiting = true; waiting;) {
      // What is due in a simulated span has been delivered at its end.
      await this.product.pass('PT1M');
      const path = `/cases/${id}/notices`;
      const { items } = await this.product.read<{ items: WaitingNotice[] }>('admin', path);
      waiting = items.some(({ status }) => status === 'pending');
      if (waiting) await this.product.pass('PT8H');
    }
  }
}

function late({ escalation }: CaseAnswer): string {
  return escalation === 'none' ? '' : `, ${escalation}`;
}
