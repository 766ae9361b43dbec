import type { AnyEventDefinition, Actor, WorkflowDefinition } from '../src/definition/index.js';
import { payloadSchema } from '../src/definition/payload-schema.js';
import type { Clock } from '../src/clocks/clock.entity.js';
import type { Case } from '../src/engine/case.entity.js';
import { addDays } from '../src/kernel/business-date.js';
import type { Chance } from './chance.js';
import { HearingNotice, MeasureApproval } from '../workflows/measure/measure.hearing.js';
import { isHeard } from './measures.js';
import { withLatestDate } from './dates.js';
import { handlingUnits, officersOf, smeDepartments } from './people.js';

type Fields = Readonly<Record<string, unknown>>;

interface Schema {
  readonly properties?: Readonly<Record<string, { readonly enum?: readonly unknown[] }>>;
}

/** Whether somebody who helps is asked, of a hundred referrals. */
const HELPED = 35;
/** Prior notices that are handed over, of a hundred. */
const ON_PAPER = 70;
/** Large enterprises, of a hundred who owe. */
const LARGE = 40;
const MOST_DAYS_ASKED = 20;
/** A respondent's address that an officer may find and at which nobody is. */
export const DEAD_BOX = 'office2@respondent.example';

/** A complaint as the kind's example has it, with dates that fit the day and a respondent somewhere. */
export function filingOf(
  workflow: WorkflowDefinition,
  { on, story, chance }: { readonly on: string; readonly story: number; readonly chance: Chance },
): Fields {
  const example = structuredClone(workflow.filing.example);
  const filing = withLatestDate(example, addDays(on, -chance.int(100, 400)));
  const divisionCode = `45${String(chance.int(1, 14)).padStart(2, '0')}00`;
  return plain({
    ...filing,
    // Each enterprise has many contracts, and complains of each once.
    ...numbered(filing, `${on}-${story}`),
    respondent: {
      ...filing.respondent,
      name: `${divisionCode}某局`,
      divisionCode,
      // Enterprises say that they are not large; authorities have no size.
      ...(workflow.key === 'arrears' && chance.percent(LARGE) && { type: 'largeEnterprise' }),
      ...(chance.percent(50) && { contactEmail: `office@${divisionCode}.respondent.example` }),
    },
  });
}

function numbered(filing: object, number: string): Fields {
  const { contract, promise } = filing as { contract?: object; promise?: object };
  return {
    ...(contract && { contract: { ...contract, number } }),
    ...(promise && { promise: { ...promise, documentNumber: number } }),
  };
}

/** The act's example with the ids that the case needs, and a day ahead where it names one. */
export function exampleOf(
  { example, payload, serves }: AnyEventDefinition,
  record: Case,
  actor: Actor,
  on: string,
  chance: Chance,
  unserved: readonly Clock[],
): Fields {
  const dated = withLatestDate(example, addDays(on, chance.int(60, 120)));
  const [held] = unserved;
  return plain({
    ...dated,
    ...ids(example, record, actor, chance),
    ...(payload === HearingNotice &&
      chance.percent(ON_PAPER) && { service: { way: 'inPerson', servedOn: on } }),
    // Only a sanction is decided on by saying how its defence was considered.
    ...(payload === MeasureApproval && isHeard(record) && { considered: '已经考虑。' }),
    ...(serves === true &&
      held && {
        clock: held.name,
        ...(held.subject !== null && { subject: held.subject }),
        servedOn: chance.percent(50) ? on : held.startedOn,
      }),
  });
}

/** The same with other codes, answers and numbers, as the payload's own schema allows them. */
export function varied(definition: AnyEventDefinition, fields: Fields, chance: Chance): Fields {
  const { properties = {} } = payloadSchema(definition.payload) as Schema;
  const changed = Object.entries(fields).map(([name, value]) => {
    const choices = properties[name]?.enum;
    if (choices && choices.length > 0) return [name, chance.pick(choices)];
    if (typeof value === 'boolean') return [name, chance.percent(50)];
    if (name === 'days') return [name, chance.int(1, MOST_DAYS_ASKED)];
    return [name, value];
  });
  return Object.fromEntries(changed) as Fields;
}

function ids(example: object, record: Case, actor: Actor, chance: Chance): Fields {
  const officers = officersOf(actor.unitId);
  return {
    ...('unitId' in example && unitsOf(example, record, chance)),
    // One of several that an officer may find, so that some are changed later.
    ...('foundBy' in example && {
      email: `office${chance.int(1, 2)}@respondent.example`,
    }),
    ...('accountId' in example && officers.length > 0 && { accountId: chance.pick(officers).id }),
  };
}

/** Another unit than the one that has the case; sizes are determined by SME departments. */
function unitsOf(example: object, record: Case, chance: Chance): Fields {
  const units = handlingUnits(record.kind).filter((id) => id !== record.unitId);
  const unitId = chance.pick('party' in example ? smeDepartments(record.cityCode) : units);
  const helpers = units.filter((id) => id !== unitId);
  const isReferral = !('reason' in example);
  return {
    unitId,
    ...(isReferral && chance.percent(HELPED) && { coUnitIds: [chance.pick(helpers)] }),
  };
}

/** As it comes out of a request body. */
function plain(value: object): Fields {
  return JSON.parse(JSON.stringify(value)) as Fields;
}
