import type { Audience } from '../definition/audience.js';
import type { Standing } from './reader.js';

/** What of a case is for some readers and not for others, and how much of it there is to read. */
export interface Readings {
  /** What enterprise complained of whom. */
  readonly names: 'both' | 'none';
  /** The complaint as it was filed. */
  readonly filing: 'whole' | 'respondent' | 'none';
  /** Who speaks for the enterprise, and its telephone. */
  readonly contact: 'whole' | 'none';
  /** Other complaints of the enterprise in the same matter. */
  readonly sameMatter: 'whole' | 'none';
  readonly trackingCode: 'yes' | 'no';
  /** Who did or has it, by name. */
  readonly persons: 'all' | 'officers' | 'none';
  /** Sums, ledger and sheets. */
  readonly money: 'whole' | 'figures' | 'none';
  /** Until when the enterprise may go to court, and the like. */
  readonly rights: 'whole' | 'none';
  /** Why the case is escalated. */
  readonly escalation: 'whole' | 'public' | 'none';
  /** Fields of acts in the history, by whom they are written for. */
  readonly acts: readonly Audience[];
  /** Letters on record. */
  readonly letters: 'all' | 'unprotected' | 'ofUnit' | 'own' | 'delivery' | 'sent' | 'none';
  /** Files that were handed in. */
  readonly files: 'all' | 'shown' | 'none';
  /** The content of a file that was sealed. */
  readonly sealedFiles: 'open' | 'closed';
  /** Official documents. */
  readonly documents: 'all' | 'shown' | 'none';
  /** Links by which a respondent answers: to whom, used by whom. */
  readonly links: 'all' | 'none';
  /** Where a respondent is written to, and who found that out. */
  readonly serviceAddress: 'whole' | 'none';
  /** What got stuck; the mail server's words name addresses. */
  readonly incidents: 'all' | 'withoutAddresses' | 'none';
  /** What has come of a measure. */
  readonly measures: 'whole' | 'bare' | 'none';
}

export type Thing = keyof Readings;

const beyondTheOffice: readonly Audience[] = ['shown'];
const towardsTheOwner: readonly Audience[] = ['own', 'ownProtected', 'shown', 'shared'];
const amongOffices: readonly Audience[] = ['own', 'shown', 'shared', 'office'];
const withNotes: readonly Audience[] = [...amongOffices, 'internal'];
const everything: readonly Audience[] = [...withNotes, 'ownProtected', 'protected'];

/** What those who accept or supervise a case read: all of it, but the enterprise's own secret. */
const authority = {
  names: 'both',
  filing: 'whole',
  contact: 'none',
  sameMatter: 'none',
  trackingCode: 'no',
  persons: 'all',
  money: 'whole',
  rights: 'whole',
  escalation: 'whole',
  acts: everything,
  letters: 'all',
  files: 'all',
  sealedFiles: 'closed',
  documents: 'all',
  links: 'all',
  serviceAddress: 'whole',
  incidents: 'all',
  measures: 'whole',
} as const satisfies Readings;

/** Authorities whose task is another one beside the case: no report of pressure reaches them. */
const beside = {
  ...authority,
  acts: withNotes,
  letters: 'unprotected',
  links: 'none',
} as const satisfies Readings;

const nothing = {
  names: 'none',
  filing: 'none',
  contact: 'none',
  sameMatter: 'none',
  trackingCode: 'no',
  persons: 'none',
  money: 'none',
  rights: 'none',
  escalation: 'none',
  acts: [],
  letters: 'none',
  files: 'none',
  sealedFiles: 'closed',
  documents: 'none',
  links: 'none',
  serviceAddress: 'none',
  incidents: 'none',
  measures: 'none',
} as const satisfies Readings;

/**
 * The one table of who reads what of a case (案件信息的阅读范围). It is total: there is no reader and no
 * thing without a cell, and every answer about a case is made by it. docs/architecture.md draws it.
 */
export const readings: Readonly<Record<Standing, Readings>> = {
  owner: {
    names: 'both',
    filing: 'whole',
    contact: 'whole',
    sameMatter: 'none',
    trackingCode: 'yes',
    persons: 'none',
    money: 'figures',
    rights: 'whole',
    escalation: 'public',
    acts: towardsTheOwner,
    letters: 'own',
    files: 'shown',
    sealedFiles: 'closed',
    documents: 'shown',
    links: 'none',
    serviceAddress: 'none',
    incidents: 'none',
    measures: 'none',
  },
  lead: {
    ...authority,
    contact: 'whole',
    acts: withNotes,
    letters: 'ofUnit',
    incidents: 'withoutAddresses',
  },
  helper: {
    ...authority,
    acts: amongOffices,
    letters: 'ofUnit',
    links: 'none',
    incidents: 'withoutAddresses',
  },
  acceptor: { ...authority, contact: 'whole', sameMatter: 'whole' },
  acceptorHead: { ...authority, contact: 'whole', sameMatter: 'whole', sealedFiles: 'open' },
  supervisor: { ...authority, sealedFiles: 'open' },
  stateAssets: beside,
  auditor: { ...beside, sealedFiles: 'open' },
  creditOfficer: beside,
  observer: {
    ...nothing,
    names: 'both',
    filing: 'respondent',
    money: 'figures',
    escalation: 'public',
    acts: beyondTheOffice,
    letters: 'sent',
  },
  admin: {
    ...nothing,
    persons: 'officers',
    letters: 'delivery',
    incidents: 'all',
    measures: 'bare',
  },
  archive: {
    ...nothing,
    names: 'both',
    filing: 'whole',
    money: 'whole',
    acts: amongOffices,
    files: 'all',
    documents: 'all',
  },
  stranger: nothing,
};
