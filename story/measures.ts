import type { CaseAnswer, Product } from './product.js';
import { Teller, type Print } from './teller.js';

const complaint = {
  kind: 'arrears',
  respondent: {
    name: '桂林市某局',
    type: 'government',
    divisionCode: '450300',
    contactEmail: 'somebody@typed-by-the-complainant.example',
  },
  facts: '工程已于2021年验收结算，工程款至今未付。',
  request: '支付工程款2,000,000.00元及逾期利息。',
  statement: { truthful: true, noOtherProcedure: true, smeAtContract: true },
  contract: {
    number: 'GL-2021-07',
    signedOn: '2021-01-10',
    subject: 'works',
    amount: '2000000.00',
    trigger: 'settlement',
  },
  claim: { items: [{ amount: '2000000.00', triggeredOn: '2021-06-01' }], payments: [] },
};

const handler = 'handler.arrears.450300';
const head = 'head.arrears.450300';
const acceptor = 'acceptor.arrears';

/**
 * A respondent that ignores everything: no feedback, no answer to the notice, nobody at the
 * interview, circulated, ordered, audited, recorded, published and restricted; then it pays, and
 * its credit is repaired.
 */
export async function tellMeasures(product: Product, print: Print): Promise<void> {
  const teller = new Teller(product, 39, print);
  teller.title('督促惩戒与信用修复 · Measures up to the audit, and the repair of credit');
  const filed = await product.file('enterprise2', complaint);
  teller.tell('enterprise2 files', filed);
  const caseIds = [filed.id];
  const onCase = async (as: string, text: string, type: string, payload?: object) => {
    teller.tell(`${as} ${text}`, await product.act(as, filed.id, type, payload));
  };
  const on = async (
    { id }: CaseAnswer,
    as: string,
    text: string,
    type: string,
    payload?: object,
  ) => {
    const after = await product.actOnMeasure(as, id, type, payload);
    teller.tell(`${as} ${text}`, after);
    return after;
  };
  const propose = async (as: string, text: string, measure: object) => {
    const proposed = await product.propose(as, { caseIds, ...measure });
    teller.tell(`${as} proposes ${text}`, proposed);
    return proposed;
  };
  const publicList = async (text: string) => {
    const { items } = await product.read<{ items: { respondentName: string }[] }>(
      'enterprise2',
      '/public/dishonesty',
    );
    const named = items.filter(({ respondentName }) => respondentName === '桂林市某局');
    teller.say(`${text}: ${named.length} published record(s) of 桂林市某局`);
  };

  await onCase(acceptor, 'accepts', 'complaint.accept');
  const [unit] = await product.units(acceptor, 'arrears', '450300');
  await onCase(acceptor, 'hands it on', 'referral.send', { unitId: unit?.id });
  await onCase(handler, 'signs for it', 'referral.sign');
  await onCase(handler, 'finds out where the respondent is written to', 'serviceAddress.confirm', {
    email: 'office@respondent.example',
    foundBy: 'officialSite',
    source: '桂林市某局官方网站“联系我们”页面',
  });
  await onCase(handler, "asks for the respondent's feedback", 'feedback.request', {
    questions: ['欠款是否属实，为何未付。'],
  });
  teller.tell('nobody answers; the notice is proposed by itself', await product.pass('P20D'));

  const notice = await product.proposedMeasure(handler, filed.id);
  await on(notice, handler, 'approves the notice by one act', 'measure.approve');
  await on(notice, handler, 'issues it', 'measure.issue');
  await on(notice, handler, 'records the service', 'measure.serve', { way: 'mail' });
  const passed = await product.pass('P10D');
  teller.tell('the notice is ignored; an interview is proposed', passed);

  const interview = await product.proposedMeasure(handler, filed.id);
  await on(interview, head, 'approves the interview', 'measure.approve');
  const name = '桂林市某局主要负责人';
  await on(interview, handler, 'calls to the interview', 'interview.call', {
    at: new Date(new Date(passed.now).getTime() + 3 * 86_400_000).toISOString(),
    place: '桂林市工业和信息化局会议室',
    persons: [{ name, position: '局长' }],
    dayOffReason: '集中约谈',
  });
  await product.pass('P3D');
  await on(interview, handler, 'records that nobody came', 'attendance.record', {
    persons: [{ name, status: 'absent' }],
  });

  const circular = await product.proposedMeasure(handler, filed.id);
  await on(circular, head, 'approves the circular', 'measure.approve');
  await on(circular, handler, 'issues it', 'measure.issue');
  await on(circular, handler, 'records the service', 'measure.serve', { way: 'mail' });
  await on(circular, handler, 'finds that it is ignored', 'measure.refuse', {
    reason: '未作任何反馈。',
  });

  const order = await product.proposedMeasure(handler, filed.id);
  await on(order, head, 'approves the order to put it right', 'measure.approve');
  await on(order, handler, 'issues it', 'measure.issue');
  await on(order, handler, 'records the service', 'measure.serve', { way: 'mail' });
  const later = await product.pass('P45D');
  teller.tell('the order is ignored; an audit is proposed', later);

  const audit = await product.proposedMeasure(handler, filed.id);
  await on(audit, head, 'approves the referral to the audit office', 'measure.approve');
  await on(audit, handler, 'issues it', 'measure.issue');
  await on(audit, 'auditor', 'receives it', 'audit.receive');
  await on(audit, 'auditor', 'finds the debt confirmed', 'audit.find', {
    finding: 'confirmed',
    summary: '工程款属实，资金挪作他用。',
  });
  const today = later.now.slice(0, 10);
  const year = Number(today.slice(0, 4));
  await on(audit, 'auditor2', 'decides what is to be put right', 'audit.decide', {
    requirement: '支付全部工程款。',
    dueOn: `${year + 1}-12-31`,
  });

  // The respondent is told beforehand; it lets the days for its defence pass, but for the record.
  const heard = async (measure: CaseAnswer, issuer: string, statement?: string) => {
    await on(measure, issuer, 'gives prior notice', 'hearing.notify');
    if (statement === undefined) {
      teller.tell('nothing is said in defence', await product.pass('P10D'));
    } else {
      await on(measure, issuer, 'records the statement of defence', 'defence.record', {
        way: 'onPaper',
        statement,
      });
    }
    return {
      considered: statement === undefined ? '被投诉人未陈述、申辩。' : '与核查事实不符，不予采纳。',
    };
  };
  const through = async (
    measure: CaseAnswer,
    approver: string,
    issuer: string,
    decision: object = {},
  ) => {
    await product.actOnMeasure(approver, measure.id, 'measure.approve', decision);
    await product.actOnMeasure(issuer, measure.id, 'measure.issue');
    return product.actOnMeasure(issuer, measure.id, 'measure.serve', { way: 'mail' });
  };
  const record = await propose(acceptor, 'a dishonesty record', {
    type: 'dishonestyRecord',
    determination: {
      authority: '自治区工业和信息化厅',
      documentNumber: '桂工信失信〔1〕号',
      determinedOn: today,
      ground: 'refusedPayment',
    },
  });
  teller.tell(
    'it is approved, issued and served',
    await through(
      record,
      'head.arrears',
      acceptor,
      await heard(record, acceptor, '工程款已列入下年度预算。'),
    ),
  );
  const publication = await propose('credit', 'its publication', {
    type: 'publication',
    seriousBecause: '长期拒不支付，数额巨大。',
    publication: { reviewOn: `${year + 1}-06-30`, until: `${year + 1}-12-31` },
  });
  teller.tell(
    'it is published',
    await through(publication, 'credit2', 'credit', await heard(publication, 'credit')),
  );
  await publicList('the public list');
  const restriction = await propose('credit', 'restrictions', {
    type: 'restriction',
    restrictions: ['officialConsumption', 'fundAllocation'],
  });
  teller.tell(
    'they are applied',
    await through(restriction, 'credit2', 'credit', await heard(restriction, 'credit')),
  );

  const { total } = await product.read<{ total: string }>(
    'enterprise2',
    `/cases/${filed.id}/ledger?on=${today}`,
  );
  teller.say(`the respondent pays ${total} yuan, with interest to the day`);
  await onCase('enterprise2', 'says that all of it came in', 'payment.record', {
    on: today,
    amount: total,
  });
  await on(audit, 'auditor', 'confirms that it was paid', 'audit.confirm', {
    summary: '工程款及利息已全部支付，附银行回单。',
  });
  const repair = await propose(acceptor, 'the repair of credit', {
    type: 'creditRepair',
    correction: { confirmedOn: today, summary: '工程款及利息已全部支付。' },
  });
  teller.tell(
    'record, publication and restrictions end',
    await through(repair, 'head.arrears', 'credit'),
  );
  await publicList('the public list after the repair');
  await onCase(handler, 'forms the result', 'result.submit', {
    resultCode: 'verified',
    summary: '工程款及利息已全部支付。',
    publicReply: '工程款及利息已全部支付。',
    verifiedPrincipal: '2000000.00',
    undisputed: '2000000.00',
    disputed: '0.00',
  });
  await onCase(handler, 'gives written feedback', 'reply.send', {
    text: '经督办、约谈、通报、责令整改和审计，工程款及利息已全部支付。',
  });
  await onCase(acceptor, 'closes the case, paid to zero with interest', 'case.close');
  await teller.timeline(acceptor, filed);
  await teller.timeline(acceptor, publication);
}
