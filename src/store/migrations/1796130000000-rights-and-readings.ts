import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What cases remember of rights that time takes, and of the readings of their interest. */
export class RightsAndReadings1796130000000 implements MigrationInterface {
  readonly name = 'RightsAndReadings1796130000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

const regions = {
  arrears: ['limitation'],
  promise: ['limitation', 'reconsideration', 'administrativeSuit'],
} as const;

/** New regions stand at their beginning; the next step of a case moves them. */
const openRegions = Object.entries(regions).map(([kind, names]) => {
  const states = JSON.stringify(Object.fromEntries(names.map((name) => [name, 'unwatched'])));
  return `UPDATE cases SET snapshot = jsonb_set(snapshot, '{value,open}',
      (snapshot #> '{value,open}') || '${states}'::jsonb)
    WHERE kind = '${kind}' AND jsonb_typeof(snapshot #> '{value,open}') = 'object'`;
});

const statements = [
  ...openRegions,
  // The complaint itself interrupted limitation on the day of its filing.
  `UPDATE cases SET snapshot = jsonb_set(snapshot, '{context}',
      jsonb_build_object('watched', '{}'::jsonb, 'passed', '{}'::jsonb, 'interruptions',
        jsonb_build_array(jsonb_build_object('on', filed_on, 'by', 'complaint')))
      || (snapshot -> 'context'))
    WHERE kind IN ('arrears', 'promise') AND jsonb_typeof(snapshot -> 'context') = 'object'`,
  `UPDATE cases SET snapshot = jsonb_set(snapshot, '{context,due}',
      jsonb_build_object('dueOn', filing #> '{promise,dueOn}', 'refusedOn', NULL,
        'isAgreement', filing #>> '{promise,form}' = 'agreement'
          OR filing #>> '{promise,kind}' IN ('investmentAgreement', 'land', 'procurement', 'ppp')))
    WHERE kind = 'promise' AND jsonb_typeof(snapshot -> 'context') = 'object'`,
  // Payments of a case go on being counted in the order in which its parties were told them.
  `UPDATE cases SET snapshot = jsonb_set(snapshot, '{context,ledger}',
      (snapshot #> '{context,ledger}') - 'judicialRate' - 'interestWaivedOn'
      || jsonb_build_object(
        'subject', filing #> '{contract,subject}',
        'agreedAnnualRate', filing #> '{contract,agreedAnnualRate}',
        'payWhenPaid', coalesce((filing #>> '{contract,backToBack}')::boolean, false)
          AND filing #>> '{respondent,type}' NOT IN ('government', 'publicInstitution'),
        'rateChoice', '{"reading": null, "surcharge": null, "annualRate": null}'::jsonb,
        'order', 'allInterestFirst',
        'lprChanges', CASE WHEN snapshot #>> '{context,ledger,regime}' = 'none'
          THEN coalesce((SELECT jsonb_agg(jsonb_build_object('publishedOn', published_on, 'rate', rate)
                           ORDER BY published_on)
                  FROM (SELECT published_on, rate,
                               lag(rate::numeric) OVER (ORDER BY published_on) AS before
                          FROM (SELECT DISTINCT ON (published_on) published_on, rate
                                  FROM lpr_publications
                                 ORDER BY published_on, revision DESC) AS known) AS lpr
                 WHERE rate::numeric IS DISTINCT FROM before), '[]')
          ELSE '[]' END,
        'waiver', CASE WHEN snapshot #>> '{context,ledger,interestWaivedOn}' IS NULL THEN NULL
          ELSE jsonb_build_object('on', snapshot #> '{context,ledger,interestWaivedOn}',
            'payments', jsonb_array_length(snapshot #> '{context,ledger,payments}')) END,
        'items', (SELECT coalesce(jsonb_agg(item || '{"termToExamine": false}' ORDER BY place), '[]')
          FROM jsonb_array_elements(snapshot #> '{context,ledger,items}')
            WITH ORDINALITY AS items (item, place)),
        'payments', (SELECT coalesce(jsonb_agg(payment || '{"item": null}' ORDER BY place), '[]')
          FROM jsonb_array_elements(snapshot #> '{context,ledger,payments}')
            WITH ORDINALITY AS payments (payment, place))))
    WHERE kind = 'arrears' AND jsonb_typeof(snapshot #> '{context,ledger}') = 'object'`,
];

const backwards = [
  ...Object.entries(regions).map(
    ([kind, names]) => `UPDATE cases SET snapshot = jsonb_set(snapshot, '{value,open}',
      (snapshot #> '{value,open}') - '{${names.join(',')}}'::text[])
    WHERE kind = '${kind}' AND jsonb_typeof(snapshot #> '{value,open}') = 'object'`,
  ),
  `DELETE FROM clocks WHERE name IN ('limitation', 'reconsideration', 'administrativeSuit')`,
  `UPDATE cases SET snapshot = jsonb_set(snapshot, '{context}',
      (snapshot -> 'context') - '{watched,passed,interruptions,due}'::text[])
    WHERE kind IN ('arrears', 'promise') AND jsonb_typeof(snapshot -> 'context') = 'object'`,
  `UPDATE cases SET snapshot = jsonb_set(snapshot, '{context,ledger}',
      ((snapshot #> '{context,ledger}') - '{subject,agreedAnnualRate,payWhenPaid,rateChoice}'::text[]
        - '{order,lprChanges,waiver}'::text[])
      || jsonb_build_object('judicialRate', NULL,
           'interestWaivedOn', snapshot #> '{context,ledger,waiver,on}'))
    WHERE kind = 'arrears' AND jsonb_typeof(snapshot #> '{context,ledger}') = 'object'`,
];
