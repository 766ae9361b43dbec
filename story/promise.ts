import type { Product } from './product.js';
import { Teller, type Print } from './teller.js';

const complaint = {
  kind: 'promise',
  respondent: { name: '南宁市某产业园区管理委员会', type: 'government', divisionCode: '450100' },
  facts: '2024年会议纪要承诺按每平方米200元补贴厂房装修，分两期拨付。首期已付，二期至今未付。',
  request: '兑付二期装修补贴5,000,000.00元。',
  statement: { truthful: true, noOtherProcedure: true },
  promise: {
    kind: 'subsidy',
    form: 'minutes',
    // The same document is not taken twice, and a story may be told again.
    documentNumber: `2024年第${Date.now()}期`,
    promisedOn: '2024-03-15',
    dueOn: '2025-12-31',
    content: '厂房装修补贴分两期拨付，每期5,000,000.00元。',
    amount: '10000000.00',
    fulfilledAmount: '5000000.00',
  },
};

/**
 * A subsidy promised in meeting minutes: completed, referred to two units, late, sent back,
 * answered, objected to, handled again, put right by order, closed on the enterprise's word.
 */
export async function tellPromise(product: Product, print: Print): Promise<void> {
  const teller = new Teller(product, 26, print);
  teller.title('政府不兑现承诺 · A broken promise');
  const filed = await product.file('enterprise1', complaint);
  teller.tell('enterprise1 files', filed);
  const act = async (as: string, text: string, type: string, payload?: object) => {
    teller.tell(`${as} ${text}`, await product.act(as, filed.id, type, payload));
  };

  await act('acceptor.promise', 'registers the first check', 'complaint.check');
  await act('acceptor.promise', 'names what is missing, once', 'supplement.request', {
    items: ['会议纪要全文（加盖公章）', '首期拨付凭证'],
  });
  await act('enterprise1', 'hands it in', 'supplement.submit', {
    answer: '已补充会议纪要全文及首期拨付凭证。',
  });
  await act('acceptor.promise', 'accepts', 'complaint.accept');
  const [unit] = await product.units('acceptor.promise', 'promise', '450100');
  const [other] = await product.units('acceptor.promise', 'promise', '450200');
  const units = `${unit?.name.zh ?? ''}, helped by ${other?.name.zh ?? ''}`;
  await act('acceptor.promise', `refers to ${units}`, 'referral.send', {
    unitId: unit?.id,
    coUnitIds: [other?.id],
  });
  await act('handler.promise.450100', 'signs for it', 'referral.sign');
  await act('handler.promise.450200', 'answers as the unit that helps', 'cooperation.answer', {
    answer: '该企业在本市的同类补贴已全部兑付。',
  });
  await act('handler.promise.450100', 'asks for 5 days more', 'extension.request', {
    days: 5,
    reason: '需核对三个年度的拨款凭证。',
  });
  await act('head.promise.450100', 'approves', 'extension.approve');
  teller.tell('five weeks pass and nobody acts', await product.pass('P35D'));
  await act('handler.promise.450100', 'submits a result, late', 'result.submit', {
    resultCode: 'verified',
    summary: '会议纪要属实，二期补贴未拨付。',
    publicReply: '承诺属实。',
  });
  await act('acceptor.promise', 'sends it back', 'result.sendBack', { reason: '未说明何时兑付。' });
  await act('handler.promise.450100', 'submits the mended result', 'result.submit', {
    resultCode: 'verified',
    summary: '会议纪要属实，二期补贴列入预算。',
    publicReply: '承诺属实，二期补贴将于本季度内拨付。',
    internalNote: '财政已口头确认。',
  });
  await act('acceptor.promise', 'replies in writing', 'reply.send', {
    text: '经核实，会议纪要所作承诺属实，二期补贴5,000,000.00元将于本季度内拨付。',
  });
  await act('enterprise1', 'says that nothing is solved', 'survey.answer', {
    contacted: true,
    solved: false,
    satisfied: false,
  });
  await act('enterprise1', 'objects', 'objection.file', { reason: '季度已过，款项仍未拨付。' });
  await act('head.promise', 'has it handled again', 'reexamination.decide', {
    outcome: 'rehandle',
    reason: '原答复未说明具体拨付日期。',
  });
  await act('handler.promise.450100', 'submits a result', 'result.submit', {
    resultCode: 'verified',
    summary: '二期补贴仍未拨付。',
    publicReply: '承诺属实，应予兑现。',
  });
  const today = (await product.pass('PT1M')).now.slice(0, 10);
  const dueOn = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
  await act('supervisor', `orders the rectification by ${dueOn}`, 'rectification.order', {
    requirement: '将二期补贴5,000,000.00元拨付到位，并报送拨款凭证。',
    dueOn,
  });
  teller.tell('three weeks pass', await product.pass('P21D'));
  await act('handler.promise.450100', 'reports on it', 'rectification.report', {
    progress: '资金已列入本月拨款计划。',
  });
  await act('handler.promise.450100', 'reports it as done', 'rectification.fulfil', {
    summary: '二期补贴已拨付到账。',
  });
  await act('enterprise1', 'confirms', 'rectification.confirm', { note: '款项已到账。' });
  await act('enterprise1', 'says that it is solved now', 'survey.answer', {
    contacted: true,
    solved: true,
    satisfied: true,
  });
  await act('acceptor.promise', 'closes the case', 'case.close');
  await teller.timeline('acceptor.promise', filed);
  await teller.mails(filed, /办结/);
}
