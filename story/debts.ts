import type { Product } from './product.js';
import { Teller, type Print } from './teller.js';

const statement = { truthful: true, noOtherProcedure: true, smeAtContract: true };

/** A contract of 2019: older than the Regulations, nothing agreed about interest. */
const oldContract = {
  kind: 'arrears',
  respondent: { name: '柳州市某公司', type: 'stateOwnedEnterprise', divisionCode: '450200' },
  facts: '合同订立于2019年5月20日，货物于2020年6月30日交付，约定交付后30日内付款，至今未付。',
  request: '支付货款800,000.00元及逾期利息。',
  statement,
  contract: {
    number: 'LZ-2019-066',
    signedOn: '2019-05-20',
    subject: 'goods',
    amount: '800000.00',
    trigger: 'delivery',
    agreedDays: 30,
  },
  claim: {
    items: [{ amount: '800000.00', triggeredOn: '2020-06-30' }],
    // Each began limitation anew, so that the right to sue is still there.
    payments: [
      { on: '2023-03-01', amount: '50000.00' },
      { on: '2025-09-15', amount: '250000.00' },
    ],
  },
};

/** A large enterprise has agreed with itself on 540 days. */
const longTerm = {
  ...oldContract,
  respondent: { name: '柳州市某集团', type: 'largeEnterprise', divisionCode: '450200' },
  facts: '合同约定交付后540日付款，同行业一般为60日。货物已于2026年1月5日交付。',
  contract: {
    number: 'LZ-2025-207',
    signedOn: '2025-08-20',
    subject: 'goods',
    amount: '600000.00',
    trigger: 'delivery',
    agreedDays: 540,
  },
  claim: { items: [{ amount: '600000.00', triggeredOn: '2026-01-05' }], payments: [] },
};

interface Sheet {
  readonly interest: string;
  readonly total: string;
  readonly outstandingPrincipal: string;
  readonly paidInterest: string;
  readonly waivedInterest: string;
  readonly readings: readonly { readonly reading: string; readonly total: string }[];
}

interface Told {
  readonly rights: readonly { readonly lastDay: string | null }[];
}

/** What is peculiar about money: an old contract, a waiver after a part payment, a long term. */
export async function tellDebts(product: Product, print: Print): Promise<void> {
  const teller = new Teller(product, 7, print);
  teller.title('旧合同、放弃利息、过长的付款期限 · Old contract, waiver, long term');
  const old = await product.file('enterprise2', oldContract);
  teller.tell('enterprise2 files about a contract of 2019', old);
  const day = (await product.pass('PT1S')).now.slice(0, 10);
  const sheet = () => product.read<Sheet>('enterprise2', `/cases/${old.id}/ledger?on=${day}`);
  for (const { reading, total } of (await sheet()).readings) {
    teller.say(`${reading}: ${total} yuan are owed today`);
  }
  const { rights } = await product.read<Told>('enterprise2', `/cases/${old.id}`);
  teller.say(`the last day to sue is ${rights[0]?.lastDay ?? 'unknown'}`);
  const act = async (as: string, text: string, id: string, type: string, payload?: object) => {
    teller.tell(`${as} ${text}`, await product.act(as, id, type, payload));
  };
  await act('acceptor.arrears', 'goes by the reference case', old.id, 'interest.determine', {
    reading: 'referenceCase',
    reason: '依照人民法院案例库同类案例，条例施行后逾期仍在持续。',
  });
  await act('enterprise2', 'waives the rest of its interest', old.id, 'interest.waive', {
    waived: true,
    statement: '本企业自愿放弃尚未支付的逾期利息。',
    underPressure: false,
  });
  const { paidInterest, waivedInterest, outstandingPrincipal } = await sheet();
  teller.say(
    `${paidInterest} of interest were paid before and stay paid, ${waivedInterest} are waived, ` +
      `${outstandingPrincipal} of principal are left`,
  );
  await act('enterprise2', 'withdraws, as it sues', old.id, 'complaint.withdraw', {
    reason: '已决定提起诉讼。',
    underPressure: false,
  });

  const long = await product.file('enterprise2', longTerm);
  teller.tell('enterprise2 files about a term of 540 days', long);
  await act('acceptor.arrears', 'finds it unreasonable', long.id, 'dueDate.set', {
    items: [{ item: 1, dueOn: '2026-03-06' }],
    reason: '同行业付款期限一般为60日，约定期限明显不合理，按同行业惯例确定。',
  });
  await act('acceptor.arrears', 'accepts the complaint', long.id, 'complaint.accept');
}
