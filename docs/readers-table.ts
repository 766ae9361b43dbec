import type { Audience } from '../src/definition/audience.js';
import { standings, type Standing } from '../src/identity/reader.js';
import type { Readings, Thing } from '../src/identity/readings.js';
import { table, withPart } from './generated-part.js';

type Words = {
  readonly [T in Exclude<Thing, 'acts'>]: Readonly<Record<Readings[T], string>>;
};

/** What the values of the table of readers mean, in a cell. */
const words: Words = {
  names: { both: 'yes', none: 'no' },
  filing: { whole: 'whole', respondent: 'respondent, no address', none: 'no' },
  contact: { whole: 'yes', none: 'no' },
  sameMatter: { whole: 'yes', none: 'no' },
  trackingCode: { yes: 'yes', no: 'no' },
  persons: { all: 'yes', officers: 'officers', none: 'office only' },
  money: { whole: 'whole', figures: 'no flags, no reasons', none: 'no' },
  rights: { whole: 'yes', none: 'no' },
  escalation: { whole: 'whole', public: 'what is public', none: 'level only' },
  letters: {
    all: 'all',
    unprotected: 'all but protected ones',
    ofUnit: "to one's own unit",
    own: 'to the enterprise',
    delivery: 'all: delivery, no text',
    sent: 'to the enterprise: that they went',
    none: 'no',
  },
  files: { all: 'all', shown: 'its own, and those shown to it', none: 'no' },
  sealedFiles: { open: 'opened', closed: 'not opened' },
  documents: { all: 'all', shown: 'those shown to it', none: 'no' },
  links: { all: 'yes', none: 'no' },
  serviceAddress: { whole: 'yes', none: 'no' },
  incidents: { all: 'yes', withoutAddresses: "addresses of one's unit only", none: 'no' },
  measures: { whole: 'whole', bare: 'course', none: 'no' },
};

const titles: Readonly<Record<Thing, string>> = {
  names: 'who complained of whom',
  filing: 'what was filed',
  contact: 'who speaks for the enterprise',
  sameMatter: 'other complaints in the matter',
  trackingCode: 'tracking code',
  persons: 'names of who acts',
  money: 'sums, ledger, sheets',
  rights: 'until when it may go to court',
  escalation: 'why it is escalated',
  acts: 'fields of acts',
  letters: 'letters on record',
  files: 'files',
  sealedFiles: 'a sealed file',
  documents: 'official documents',
  links: 'links of respondents',
  serviceAddress: 'where a respondent is written to',
  incidents: 'incidents',
  measures: 'what came of a measure',
};

const short: Readonly<Record<Audience, string>> = {
  own: 'own',
  ownProtected: 'own protected',
  shown: 'shown',
  shared: 'shared',
  office: 'office',
  internal: 'internal',
  protected: 'protected',
};

/** The page of the architecture with its table of readers made anew. */
export function withReadersTable(
  page: string,
  readings: Readonly<Record<Standing, Readings>>,
): string {
  const shownTo = standings.filter((standing) => standing !== 'stranger');
  const things = Object.keys(titles) as Thing[];
  const rows = things.map((thing) => [
    titles[thing],
    ...shownTo.map((standing) => cell(thing, readings[standing])),
  ]);
  return withPart('docs/architecture.md', page, table(['what', ...shownTo], rows));
}

function cell(thing: Thing, reading: Readings): string {
  if (thing !== 'acts')
    return (words[thing] as Readonly<Record<string, string>>)[reading[thing]] ?? '';
  return reading.acts.length === 0 ? 'no' : reading.acts.map((each) => short[each]).join(', ');
}
