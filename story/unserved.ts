import type { Product } from './product.js';
import { Teller, type Print } from './teller.js';

const complaint = {
  kind: 'arrears',
  respondent: { name: '柳州市某中心', type: 'publicInstitution', divisionCode: '450200' },
  facts: '合同约定验收后30日内付款，设备已于2026年3月2日验收合格，至今未付款。',
  request: '支付货款200,000.00元及逾期利息。',
  statement: { truthful: true, noOtherProcedure: true, smeAtContract: true },
  contract: {
    number: 'LZ-2025-207',
    signedOn: '2025-08-20',
    subject: 'goods',
    amount: '200000.00',
    trigger: 'acceptance',
    agreedDays: 30,
  },
  claim: { items: [{ amount: '200000.00', triggeredOn: '2026-03-02' }], payments: [] },
};

interface ClockAnswer {
  readonly name: string;
  readonly status: string;
  readonly dueOn: string;
  readonly awaitsService: { readonly since: string; readonly serveBy: string } | null;
}

/** A letter that nobody receives: its term stands still until it is served on paper. */
export async function tellUnserved(product: Product, print: Print): Promise<void> {
  const teller = new Teller(product, 9, print);
  teller.title('文书未能送达 · A letter that does not arrive');
  const filed = await product.file('enterprise2', complaint);
  teller.tell('enterprise2 files', filed);
  const act = async (as: string, text: string, type: string, payload?: object) => {
    teller.tell(`${as} ${text}`, await product.act(as, filed.id, type, payload));
  };
  const handler = 'handler.arrears.450200';
  const say = async () => {
    const path = `/cases/${filed.id}/clocks`;
    const { items } = await product.read<{ items: ClockAnswer[] }>(handler, path);
    const clock = items.findLast(({ name }) => name === 'respondentFeedback');
    const waits = clock?.awaitsService;
    teller.say(
      waits
        ? `the term has stood still since ${waits.since}; to be served by ${waits.serveBy}`
        : `the term is ${clock?.status ?? 'not there'}, its last day ${clock?.dueOn ?? ''}`,
    );
  };

  await act('acceptor.arrears', 'accepts', 'complaint.accept');
  const [unit] = await product.units('acceptor.arrears', 'arrears', '450200');
  await act('acceptor.arrears', 'hands it over', 'referral.send', { unitId: unit?.id });
  await act(handler, 'signs', 'referral.sign');
  await act(handler, 'asks the respondent at an address that is no more', 'feedback.request', {
    questions: ['欠款是否属实？'],
    address: {
      email: 'office@closed.invalid',
      foundBy: 'directory',
      source: '机构名录2024年版',
    },
  });
  await say();
  teller.tell('thirty days pass; nothing follows from silence', await product.pass('P30D'));
  await say();
  const servedOn = new Date(Date.parse((await product.pass('PT1S')).now) + 8 * 3_600_000);
  await act(handler, 'serves it by post', 'service.record', {
    clock: 'respondentFeedback',
    way: 'post',
    servedOn: servedOn.toISOString().slice(0, 10),
    note: '邮政特快专递，单位收发室签收。',
  });
  await say();
  teller.tell('thirty days pass; now the silence counts', await product.pass('P30D'));
  await say();
  const notice = await product.proposedMeasure(handler, filed.id);
  teller.tell('the supervision notice is proposed by itself', notice);
}
