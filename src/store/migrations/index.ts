import { FilingToReply1790000000000 } from './1790000000000-filing-to-reply.js';
import { WholeCharts1790900000000 } from './1790900000000-whole-charts.js';
import { Accounts1791000000000 } from './1791000000000-accounts.js';
import { CaseSearch1791100000000 } from './1791100000000-case-search.js';
import { Evidence1791200000000 } from './1791200000000-evidence.js';
import { Ledger1791400000000 } from './1791400000000-ledger.js';
import { DeadlineRules1791500000000 } from './1791500000000-deadline-rules.js';
import { WorkingHours1791600000000 } from './1791600000000-working-hours.js';
import { Measures1791700000000 } from './1791700000000-measures.js';
import { RespondentLinks1791800000000 } from './1791800000000-respondent-links.js';
import { Documents1791810000000 } from './1791810000000-documents.js';
import { Installation1792100000000 } from './1792100000000-installation.js';
import { Readers1792400000000 } from './1792400000000-readers.js';
import { EndedAccess1792500000000 } from './1792500000000-ended-access.js';
import { SecurityEvents1792600000000 } from './1792600000000-security-events.js';
import { ServiceAddresses1792200000000 } from './1792200000000-service-addresses.js';
import { RateLimits1792110000000 } from './1792110000000-rate-limits.js';
import { Duties1792300000000 } from './1792300000000-duties.js';
import { EnterpriseIdentity1792700000000 } from './1792700000000-enterprise-identity.js';
import { CalendarDeviation1793100000000 } from './1793100000000-calendar-deviation.js';
import { Contacts1793200000000 } from './1793200000000-contacts.js';
import { SearchedFilings1793210000000 } from './1793210000000-searched-filings.js';
import { ToldTerms1796020000000 } from './1796020000000-told-terms.js';
import { MailTrouble1796030000000 } from './1796030000000-mail-trouble.js';
import { ReturnedLetters1796040000000 } from './1796040000000-returned-letters.js';
import { UnitCapacities1796100000000 } from './1796100000000-unit-capacities.js';
import { TermsInMonths1796120000000 } from './1796120000000-terms-in-months.js';
import { RightsAndReadings1796130000000 } from './1796130000000-rights-and-readings.js';
import { UnitContactPerson1796150000000 } from './1796150000000-unit-contact-person.js';
import { SameMatter1796160000000 } from './1796160000000-same-matter.js';
import { ClosingGrounds1796170000000 } from './1796170000000-closing-grounds.js';
import { SownRows1796180000000 } from './1796180000000-sown-rows.js';
import { MigrationsBesideOld1796180100000 } from './1796180100000-migrations-beside-old.js';
import { TimeWatch1796200000000 } from './1796200000000-time-watch.js';
import { Restores1796210000000 } from './1796210000000-restores.js';
import { CaseImages1796300000000 } from './1796300000000-case-images.js';
import { IdempotencyAnswers1796400000000 } from './1796400000000-idempotency-answers.js';
import { GrowingTables1796410000000 } from './1796410000000-growing-tables.js';
import { ArchivedCases1796500000000 } from './1796500000000-archived-cases.js';
import { KeysByNeed1797000000000 } from './1797000000000-keys-by-need.js';
import { EventFeed1797100000000 } from './1797100000000-event-feed.js';
import { Webhooks1797110000000 } from './1797110000000-webhooks.js';
import { CaseIdentifiers1797200000000 } from './1797200000000-case-identifiers.js';
import { ShownVersions1797210000000 } from './1797210000000-shown-versions.js';
import { WaitingFiles1797220000000 } from './1797220000000-waiting-files.js';
import { DailyReceipts1797230000000 } from './1797230000000-daily-receipts.js';

/** In order. A list rather than a search in the folder: it is the same in source and build. */
export const migrations = [
  FilingToReply1790000000000,
  WholeCharts1790900000000,
  Accounts1791000000000,
  CaseSearch1791100000000,
  Evidence1791200000000,
  Ledger1791400000000,
  DeadlineRules1791500000000,
  WorkingHours1791600000000,
  Measures1791700000000,
  RespondentLinks1791800000000,
  Documents1791810000000,
  Installation1792100000000,
  Readers1792400000000,
  EndedAccess1792500000000,
  SecurityEvents1792600000000,
  ServiceAddresses1792200000000,
  RateLimits1792110000000,
  Duties1792300000000,
  EnterpriseIdentity1792700000000,
  CalendarDeviation1793100000000,
  Contacts1793200000000,
  SearchedFilings1793210000000,
  ToldTerms1796020000000,
  MailTrouble1796030000000,
  ReturnedLetters1796040000000,
  UnitCapacities1796100000000,
  TermsInMonths1796120000000,
  RightsAndReadings1796130000000,
  UnitContactPerson1796150000000,
  SameMatter1796160000000,
  ClosingGrounds1796170000000,
  SownRows1796180000000,
  MigrationsBesideOld1796180100000,
  TimeWatch1796200000000,
  Restores1796210000000,
  CaseImages1796300000000,
  IdempotencyAnswers1796400000000,
  GrowingTables1796410000000,
  ArchivedCases1796500000000,
  KeysByNeed1797000000000,
  EventFeed1797100000000,
  Webhooks1797110000000,
  CaseIdentifiers1797200000000,
  ShownVersions1797210000000,
  WaitingFiles1797220000000,
  DailyReceipts1797230000000,
];

export const migrationNames: readonly string[] = migrations.map(({ name }) => name);
