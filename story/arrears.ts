import type { Product } from './product.js';
import { Teller, type Print } from './teller.js';

const complaint = {
  kind: 'arrears',
  respondent: { name: '柳州市某局', type: 'government', divisionCode: '450200' },
  facts: '合同约定验收后30日内付款，设备已于2026年3月2日验收合格，至今未付款。',
  request: '支付货款1,000,000.00元及逾期利息。',
  statement: { truthful: true, noOtherProcedure: true, smeAtContract: true },
  contract: {
    // The same contract is not taken twice, and a story may be told again.
    number: `LZ-2025-${Date.now()}`,
    signedOn: '2025-08-20',
    subject: 'goods',
    amount: '1200000.00',
    trigger: 'acceptance',
    agreedDays: 30,
  },
  claim: { items: [{ amount: '1000000.00', triggeredOn: '2026-03-02' }], payments: [] },
};

/** The day in China that lies so many days after an instant. */
function dayAfter(instant: string, days: number): string {
  const china = new Date(instant).getTime() + 8 * 3_600_000 + days * 86_400_000;
  return new Date(china).toISOString().slice(0, 10);
}

/**
 * Goods accepted and not paid: handed to the wrong department, handed on, extended, answered,
 * mediated in vain, objected to, handled again, planned, missed, paid with interest and closed.
 */
export async function tellArrears(product: Product, print: Print): Promise<void> {
  const teller = new Teller(product, 24, print);
  teller.title('拖欠中小企业账款 · An overdue payment');
  const filed = await product.file('enterprise2', complaint);
  teller.tell('enterprise2 files', filed);
  const act = async (as: string, text: string, type: string, payload?: object) => {
    teller.tell(`${as} ${text}`, await product.act(as, filed.id, type, payload));
  };

  await act('acceptor.arrears', 'accepts', 'complaint.accept');
  const units = await product.units('acceptor.arrears', 'arrears', '450200');
  const [right, wrong] = units;
  await act('acceptor.arrears', `hands it to ${wrong?.name.zh ?? ''}`, 'referral.send', {
    unitId: wrong?.id,
  });
  await act('handler2.arrears.450200', 'returns it', 'referral.return', {
    reason: '该局不由本单位监管，依职责分工应由工业和信息化部门处理。',
  });
  await act('acceptor.arrears', `hands it to ${right?.name.zh ?? ''}`, 'referral.send', {
    unitId: right?.id,
  });
  teller.tell(
    'a week passes; the delivery record stands for the receipt',
    await product.pass('P7D'),
  );
  await act('handler.arrears.450200', 'asks for 30 days more', 'extension.request', {
    days: 30,
    reason: '质量扣款金额需委托检测。',
  });
  await act('head.arrears.450200', 'approves', 'extension.approve');
  teller.tell('forty days pass', await product.pass('P40D'));
  await act('handler.arrears.450200', 'forms the result', 'result.submit', {
    resultCode: 'partlyDisputed',
    summary: '验收单与对账函一致，其中200,000.00元涉及质量扣款争议。',
    publicReply: '无分歧部分应当及时支付。',
    verifiedPrincipal: '1000000.00',
    undisputed: '800000.00',
    disputed: '200000.00',
  });
  await act('handler.arrears.450200', 'gives written feedback', 'reply.send', {
    text: '无分歧欠款800,000.00元应当及时支付；其余200,000.00元建议协商或者申请调解。',
  });
  await act('handler.arrears.450200', 'has the parties mediate', 'mediation.open', {
    body: '柳州市工商联调解委员会',
    undisputedPart: 'ordered',
  });
  await act('handler.arrears.450200', 'ends it without an agreement', 'mediation.fail', {
    reason: '双方对质量扣款未能达成一致。',
  });
  await act('enterprise2', 'objects', 'objection.file', {
    reason: 'The inspection report shows no defect.',
  });
  await act('acceptor.arrears', 'has it handled again', 'reexamination.decide', {
    outcome: 'rehandle',
    reason: '检测报告未予核实。',
  });
  await act('handler.arrears.450200', 'forms another result', 'result.submit', {
    resultCode: 'verified',
    summary: '检测报告属实，欠款无分歧。',
    publicReply: '欠款1,000,000.00元应当及时支付。',
    verifiedPrincipal: '1000000.00',
    undisputed: '1000000.00',
    disputed: '0.00',
  });
  await act('handler.arrears.450200', 'gives written feedback', 'reply.send', {
    text: '经复核，欠款1,000,000.00元无分歧，应当及时支付。',
  });
  const today = (await product.pass('PT1S')).now;
  const instalments = [
    { dueOn: dayAfter(today, 30), amount: '500000.00' },
    { dueOn: dayAfter(today, 60), amount: '500000.00' },
  ];
  const agreed = { amount: '1000000.00', instalments };
  await act('handler.arrears.450200', 'has the parties agree on a plan', 'plan.agree', agreed);
  await act('enterprise2', 'says that half of it came in', 'payment.record', {
    on: dayAfter(today, 0),
    amount: '500000.00',
  });
  teller.tell('seventy-five days pass; the other half is missed', await product.pass('P75D'));
  const last = dayAfter((await product.pass('PT1S')).now, 0);
  const path = `/cases/${filed.id}/ledger?on=${last}`;
  const { total, interest } = await product.read<{ total: string; interest: string }>(
    'enterprise2',
    path,
  );
  teller.say(`${total} yuan are owed still; ${interest} of interest have arisen`);
  await act('handler.arrears.450200', 'forms the result again', 'result.submit', {
    resultCode: 'verified',
    summary: '第二期逾期未付。',
    publicReply: '欠款本息应当立即支付。',
    verifiedPrincipal: '1000000.00',
    undisputed: '1000000.00',
    disputed: '0.00',
  });
  await act('handler.arrears.450200', 'gives written feedback', 'reply.send', {
    text: '第二期逾期未付，已责令立即支付。',
  });
  await act('enterprise2', 'says that all of it came in', 'payment.record', {
    on: last,
    amount: total,
  });
  await act('acceptor.arrears', 'closes the case, paid to zero with interest', 'case.close');
  await teller.timeline('acceptor.arrears', filed);
  await teller.mails(filed, /written/i);
}
