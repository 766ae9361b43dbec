import { audienceOf, audiences } from '../definition/audience.js';
import {
  roles,
  type Actor,
  type NoticeDefinition,
  type Role,
  type WorkflowDefinition,
} from '../definition/index.js';
import type { JsonObject } from '../kernel/json.js';
import { readings, type Thing } from './readings.js';
import type { Principal } from './principal.js';
import { readerOf, standingsOf, type Reader } from './reader.js';
import type { ScopedCase } from './scope.policy.js';

/** The roles that read something of a thing in a case of their scope. */
export const rolesThatRead = (thing: Exclude<Thing, 'acts'>): readonly Role[] =>
  roles.filter((role) => standingsOf[role].some((each) => readings[each][thing] !== 'none'));

/** What a search may match: no more than the finder reads of every case of the scope. */
export function soughtBy(role: Role): 'whole' | 'names' | 'number' {
  const read = standingsOf[role].map((standing) => readings[standing]);
  if (read.every(({ filing }) => filing === 'whole')) return 'whole';
  return read.every(({ names }) => names === 'both') ? 'names' : 'number';
}

/** A letter as far as it decides who reads it. */
interface RecordedLetter {
  readonly party: string;
  readonly unitId: string | null;
}

/** How much of a letter there is to read: all; how it was delivered; that it went. */
export type LetterExtent = 'whole' | 'delivery' | 'sent';

/**
 * The letters that a reader finds on record, each with how much of it.
 *
 * @param protectionOf what of a letter the handling unit must not learn: its words, or that it is
 */
export function lettersFor<Letter extends RecordedLetter>(
  { standing, unitId }: Reader,
  letters: readonly Letter[],
  protectionOf: (letter: Letter) => NoticeDefinition['protected'],
): readonly { readonly letter: Letter; readonly extent: LetterExtent }[] {
  const read = (extent: LetterExtent, which: (letter: Letter) => boolean) =>
    letters.filter(which).map((letter) => ({ letter, extent }));
  switch (readings[standing].letters) {
    case 'all':
      return read('whole', () => true);
    case 'unprotected':
      return read('whole', (letter) => protectionOf(letter) === undefined);
    case 'ofUnit':
      return read('whole', (letter) => unitId !== null && letter.unitId === unitId);
    case 'own':
      return read('whole', ({ party }) => party === 'enterprise');
    case 'delivery':
      return read('delivery', (letter) => protectionOf(letter) !== 'existence');
    case 'sent':
      return read('sent', ({ party }) => party === 'enterprise');
    case 'none':
      return [];
  }
}

/** A file as far as it decides who sees it. */
interface HandedIn {
  readonly uploaderRole: string;
  readonly shownToEnterprise: boolean;
}

/** What an enterprise hands in it sees; what an officer adds only if the officer says so. */
export function filesFor<File extends HandedIn>(
  { standing }: Reader,
  files: readonly File[],
): readonly File[] {
  switch (readings[standing].files) {
    case 'all':
      return files;
    case 'shown':
      return files.filter((file) => file.uploaderRole === 'enterprise' || file.shownToEnterprise);
    case 'none':
      return [];
  }
}

/** Who may still open a file that was sealed. */
export const mayOpenSealed = ({ standing }: Reader): boolean =>
  readings[standing].sealedFiles === 'open';

/** What is addressed to somebody else is the authorities'; the enterprise sees what it is shown. */
export function documentsFor<Document extends Pick<HandedIn, 'shownToEnterprise'>>(
  { standing }: Reader,
  documents: readonly Document[],
): readonly Document[] {
  switch (readings[standing].documents) {
    case 'all':
      return documents;
    case 'shown':
      return documents.filter(({ shownToEnterprise }) => shownToEnterprise);
    case 'none':
      return [];
  }
}

export const readsLinks = ({ standing }: Reader): boolean => readings[standing].links === 'all';

/** An entry of the history as far as it decides who reads what of it. */
interface RecordedAct {
  readonly event: string;
  readonly payload: JsonObject;
  readonly actor: Actor;
}

/** What the authorities do among themselves is told to nobody else, not even by a gap's reason. */
export function readsAct(
  reader: Reader,
  { events }: WorkflowDefinition,
  { event }: RecordedAct,
): boolean {
  const isAmongOffices = Object.hasOwn(events, event) && events[event]?.hiddenFromEnterprise;
  return isAmongOffices !== true || readsOffices(reader);
}

/** Whether a reader is told of what the authorities do among themselves. */
export const readsOffices = ({ standing }: Reader): boolean =>
  readings[standing].acts.includes('office');

/** The roles that are told of it wherever they stand. */
export const rolesOfOffices: readonly Role[] = roles.filter((role) =>
  standingsOf[role].every((standing) => readsOffices({ standing, unitId: null })),
);

/** Whether a reader is told all of every act, so that the stored chain of hashes can be checked. */
export const readsWholeHistory = ({ standing }: Reader): boolean =>
  audiences.every((audience) => readings[standing].acts.includes(audience));

/** What of a case counts its steps, and when the last of them was. */
interface Counted {
  readonly version: number;
  readonly updatedAt: Date;
  readonly shownVersion: number;
  readonly shownAt: Date;
}

/** The version and the moment of a case for a reader: what is hidden moves neither. */
export function countedFor(
  reader: Reader,
  { version, updatedAt, shownVersion, shownAt }: Counted,
): Pick<Counted, 'version' | 'updatedAt'> {
  return readsOffices(reader)
    ? { version, updatedAt }
    : { version: shownVersion, updatedAt: shownAt };
}

/** The version as somebody counts it who wants to act. */
export const versionFor = (principal: Principal, record: Counted & ScopedCase): number =>
  countedFor(readerOf(principal, record), record).version;

/** The fields of an act that are written for the reader, among others. */
export function fieldsFor(
  { standing }: Reader,
  workflow: WorkflowDefinition,
  act: RecordedAct,
): JsonObject {
  const { acts } = readings[standing];
  const fields = Object.entries(act.payload).filter(([field]) =>
    acts.includes(audienceOf(workflow, act, field)),
  );
  return Object.fromEntries(fields);
}

/** Officers act for their unit; who is told the office alone is told no name. */
export function namesActor({ standing }: Reader, { role }: Pick<Actor, 'role'>): boolean {
  switch (readings[standing].persons) {
    case 'all':
      return true;
    case 'officers':
      return role !== 'enterprise' && role !== 'respondent';
    case 'none':
      return standing === 'owner' && role === 'enterprise';
  }
}

/** Which of its systems an enterprise sent is its own affair; the others learn that one did. */
export const namesKey = ({ standing }: Reader): boolean => standing === 'owner';
