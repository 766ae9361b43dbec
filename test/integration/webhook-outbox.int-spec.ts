import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Config } from '../../src/config/config.js';
import { CaseArchiving } from '../../src/engine/case-archiving.js';
import { CorrectedLetters } from '../../src/engine/corrected-letters.js';
import { lockCase } from '../../src/engine/lock-case.js';
import { ForgetOldEvents } from '../../src/feed/forget-old-events.js';
import { HostNames } from '../../src/notices/host-names.js';
import { HttpWebhookTransport } from '../../src/notices/http-webhook-transport.js';
import { LettersAfterLoss } from '../../src/notices/letters-after-loss.js';
import type { Notice } from '../../src/notices/notice.entity.js';
import { Notices } from '../../src/notices/notices.js';
import { idleLoops } from '../support/idle-loops.js';
import { WebhookDesk } from '../support/webhook-desk.js';
import { WebhookReceiver } from '../support/webhook-receiver.js';

const HOUR_MS = 3_600_000;

let desk: WebhookDesk;
let receiver: WebhookReceiver;

beforeAll(async () => {
  desk = await WebhookDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  receiver = await WebhookReceiver.start();
});
afterEach(async () => {
  await desk.withoutEndpoints();
  await receiver.stop();
});

describe('by the outbox of letters', () => {
  it('what was taken back does not leave, and what has left is followed by no letter', async () => {
    const { id } = await desk.endpoint(receiver.url);
    const caseId = await desk.office.file('promise');
    await desk.deliver();
    await desk.office.act(caseId, 'complaint.accept');
    const causes = ['event:1', 'event:2'];
    const found = await desk.database.transactions.run((tx) =>
      desk.office.part(CorrectedLetters).find(tx, caseId, causes),
    );
    const of = (letters: readonly Notice[]) =>
      letters.filter(({ endpointId }) => endpointId !== null).map(({ cause }) => cause);
    expect([of(found.waiting), of(found.sent)]).toEqual([['event:2'], []]);
    await desk.database.transactions.run((tx) =>
      desk.office.part(CorrectedLetters).withdraw(tx, found, {
        ...{ seq: 3, recordedAt: new Map(), at: desk.office.time.now() },
        state: { label: { zh: '', en: '' }, next: { zh: '', en: '' }, holder: null },
      }),
    );
    expect(await desk.deliver()).toBe(0);
    expect((await desk.deliveries.list(id)).map(({ status }) => status).toSorted()).toEqual([
      'sent',
      'withdrawn',
    ]);
  });

  it('after a restore, what may have left is held, and sent or taken as sent when it is said', async () => {
    const { id } = await desk.endpoint(receiver.url);
    await desk.office.file('promise');
    const afterLoss = desk.office.part(LettersAfterLoss);
    const ofWebhook = async () => {
      const waiting = await afterLoss.mayHaveLeft(desk.office.time.now());
      return waiting.filter(({ template }) => template.startsWith('webhook/'));
    };
    const [waiting] = await ofWebhook();
    expect(await afterLoss.hold([waiting!], desk.office.time.now())).toBe(1);
    expect(await desk.deliver()).toBe(0);
    expect(await afterLoss.release([waiting!], desk.office.time.now())).toBe(1);
    expect(await afterLoss.markSent(await ofWebhook())).toBe(1);
    expect(await desk.deliver()).toBe(0);
    expect(await desk.deliveries.list(id)).toMatchObject([{ status: 'sent' }]);
    await afterLoss.settle(desk.office.time.now());
  });

  it('what is packed with an archived case comes back as what it was', async () => {
    const { id } = await desk.endpoint(receiver.url);
    const caseId = await desk.office.file('promise');
    await desk.office.act(caseId, 'complaint.withdraw');
    await desk.deliver();
    await desk.office.lettersLeave();
    const before = await desk.deliveries.list(id);
    expect(before).toHaveLength(2);
    desk.later(HOUR_MS);
    const { cases, letters } = await desk.office
      .part(CaseArchiving)
      .archive(desk.office.time.now());
    expect(cases).toBeGreaterThan(0);
    expect(letters).toBe((await desk.office.part(Notices).ofCase(caseId)).length);
    expect(await desk.deliveries.list(id)).toEqual([]);
    await desk.database.transactions.run((tx) => lockCase(tx, caseId, () => true));
    expect(await desk.deliveries.list(id)).toEqual(before);
  });

  it('is forgotten after 30 days, when letters stay', async () => {
    const { id } = await desk.endpoint(receiver.url);
    const caseId = await desk.office.file('promise');
    await desk.deliver();
    const letters = (await desk.office.part(Notices).ofCase(caseId)).length;
    const forget = new ForgetOldEvents(desk.database.transactions, desk.office.time, idleLoops());
    desk.later(30 * 24 * HOUR_MS);
    await forget.runOnce();
    expect(await desk.deliveries.list(id)).toHaveLength(1);
    desk.later(1);
    await forget.runOnce();
    expect(await desk.deliveries.list(id)).toEqual([]);
    expect((await desk.office.part(Notices).ofCase(caseId)).length).toBe(letters);
  });
});

describe('a name', () => {
  /** Leads where a test says, one answer after the other. */
  class Names extends HostNames {
    asked = 0;
    constructor(private readonly found: readonly (readonly string[])[]) {
      super();
    }
    override async addressesOf(): Promise<readonly string[]> {
      return this.found[Math.min(this.asked++, this.found.length - 1)] ?? [];
    }
  }
  const port = () => new URL(receiver.url).port;
  const post = (names: Names, reach: 'public' | 'loopback') => {
    const config = {
      ...desk.office.part(Config),
      webhooks: { timeoutMs: 3_000, reach, plainHttp: true },
    };
    const url = `http://erp.example.com:${port()}/`;
    return new HttpWebhookTransport(config, names).send({ url, body: '{}', headers: {} });
  };

  it.each([
    ['inside', ['127.0.0.1']],
    ['inside and outside', ['8.8.8.8', '10.0.0.1']],
    ['nowhere', []],
  ])('that leads %s is not called', async (_, found) => {
    const answer = await post(new Names([found]), 'public');
    expect(answer).toMatchObject({ status: null, text: 'url must lead to a public address' });
    expect(receiver.received).toEqual([]);
  });

  it('is looked up once for each delivery, so that a second answer changes nothing', async () => {
    const names = new Names([['127.0.0.1'], ['10.0.0.1']]);
    expect(await post(names, 'loopback')).toMatchObject({ status: 204 });
    expect(names.asked).toBe(1);
    expect(receiver.received[0]!.headers.host).toBe(`erp.example.com:${port()}`);
    expect(await post(names, 'loopback')).toMatchObject({ status: null });
    expect(receiver.received).toHaveLength(1);
  });

  it('that leads inside is refused when the webhook is set up', async () => {
    const config = {
      ...desk.office.part(Config),
      webhooks: { timeoutMs: 3_000, reach: 'public' as const, plainHttp: false },
    };
    const transport = new HttpWebhookTransport(config, new Names([['192.168.0.1']]));
    expect(await transport.refusalOf('https://erp.example.com/')).toMatchObject({
      rule: 'isPublicAddress',
    });
    const open = new HttpWebhookTransport(config, new Names([['8.8.8.8']]));
    expect(await open.refusalOf('https://erp.example.com/')).toBeNull();
  });
});
