import 'reflect-metadata';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { DocumentLibrary } from '../../src/documents/document-library.js';
import { respondentTypes } from '../acts/filing.js';
import { measureDocuments } from './measure.documents.js';
import { remediesOf } from './measure.remedies.js';

const library = new DocumentLibrary();

/**
 * What each document says of remedies. A burden that is told without remedy and term leaves up to a
 * year for a suit (行政诉讼法解释第六十四条, recalled), and whoever got it without a way.
 */
const told: Readonly<Record<keyof typeof measureDocuments.examples, [boolean, string]>> = {
  supervisionNotice: [true, '802 art. 25(3): a demand, and what follows a refusal'],
  circular: [true, '802 art. 23(2), 25(3): named before others'],
  rectificationOrder: [true, '802 art. 25(3), 31, 33: an order'],
  assessmentDeduction: [true, 'plan of Guangxi of 2021: points are taken'],
  dishonestyRecord: [true, '802 art. 26: an entry in the credit record'],
  publication: [true, '802 art. 26: public shame'],
  restriction: [true, '802 art. 26: support, access and finance are withheld'],
  inquiry: [false, 'asks for words; nothing is decided'],
  interview: [false, 'asks to come; nothing is decided'],
  authorityInterview: [false, '802 art. 23(1): within the administration; nothing is decided'],
  priorNotice: [false, 'nothing is decided yet; it tells of the defence'],
  creditRepair: [false, 'gives and takes nothing'],
  auditReferral: [false, 'to another authority, which decides by its own procedure'],
  disclosureReferral: [false, 'to another authority, which decides by its own procedure'],
  disciplineReferral: [false, 'to another authority, which decides by its own procedure'],
};

const public_ = ['申诉', '复核'];
/** 行政复议法 20, 24; 行政诉讼法 46: organ and term of both. */
const ofEnterprise = ['60日内', '本级人民政府申请行政复议', '6个月内', '人民法院'];

const wordsFor: Readonly<Record<(typeof respondentTypes)[number], readonly string[]>> = {
  government: public_,
  publicInstitution: public_,
  stateOwnedEnterprise: ofEnterprise,
  largeEnterprise: ofEnterprise,
};

beforeAll(() => {
  expect(library.load('measure@1', measureDocuments)).toEqual([]);
});

describe('remedies in the documents of measures', () => {
  it('are looked at in every document', () => {
    expect(Object.keys(told).toSorted()).toEqual(Object.keys(measureDocuments.examples).toSorted());
  });

  it.each(
    Object.entries(told).flatMap(([name, [burdens, why]]) =>
      respondentTypes.map((target) => [name, target, burdens, why] as const),
    ),
  )('%s to %s: %s (%s)', (name, target, burdens) => {
    for (const hearing of [measureDocuments.examples.inquiry.hearing, null]) {
      const text = JSON.stringify(
        library.write(`measure@1/${name}`, {
          ...measureDocuments.examples.inquiry,
          hearing,
          remedies: remediesOf({ target }).zh,
        }),
      );
      expect(wordsFor[target].filter((word) => !text.includes(word))).toEqual(
        burdens ? [] : wordsFor[target],
      );
    }
  });
});
