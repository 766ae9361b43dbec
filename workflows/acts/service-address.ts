import { IsOptional } from 'class-validator';
import {
  Asks,
  IsCode,
  addressSourceWords,
  defineEvent,
  IsBusinessDate,
  IsLine,
  IsMailbox,
  IsText,
  type AddressSource,
  type BusinessDate,
  type CaseContext,
  type CaseEvent,
  type EventFacts,
  type InputError,
  type NoticeDefinition,
  type RuleInput,
  type Service,
  type ServiceAddress,
} from '../../src/definition/index.js';
import { isSameBox } from '../../src/kernel/mail-domain.js';
import type { CodeTable } from './coded-payloads.js';
import { policy } from './instruments.js';

/** How something is served on paper (纸质送达). */
export const paperWays = {
  inPerson: { zh: '直接送达', en: 'in person' },
  post: { zh: '邮寄送达', en: 'by post' },
  announcement: { zh: '公告送达', en: 'by announcement' },
} as const satisfies CodeTable;

/** Where the respondent is written to from now on, and how that was found out (核实送达地址). */
export class ServiceAddressInput {
  @Asks('送达电子邮箱', 'E-mail address of service')
  @IsMailbox()
  readonly email!: string;

  /** A directory of bodies, an official site, or a telephone call. */
  @Asks('核实方式', 'How the address was found')
  @IsCode(addressSourceWords)
  readonly foundBy!: AddressSource;

  /** Which entry, which page, which number and office. */
  @Asks('核实来源', 'Where the address was found', {
    hint: {
      zh: '写明名录条目、网页或者电话号码及接听部门',
      en: 'Which entry, page, or number and office',
    },
  })
  @IsLine(500)
  readonly source!: string;

  /**
   * Why it is right all the same, where it is the address of an account, of the complainant's own
   * domain or of a provider that gives addresses to anybody.
   */
  @Asks('采用该地址的理由', 'Why the address is right')
  @IsOptional()
  @IsText(2_000)
  readonly reason?: string;
}

/** That it was handed over, posted or announced on paper, and on which day it arrived. */
export class PaperService {
  @Asks('送达方式', 'Way of service')
  @IsCode(paperWays)
  readonly way!: keyof typeof paperWays;

  @Asks('送达日期', 'Served on')
  @IsBusinessDate()
  readonly servedOn!: string;
}

/** What acts say by which a term begins to run against the respondent. */
export interface Reaching {
  /** On paper; left out: at the confirmed address. */
  readonly service?: PaperService;
}

const refusalsOf: readonly [
  rule: string,
  fact: 'isOfAccount' | 'isOfComplainant' | 'isFreeMail',
  words: string,
][] = [
  ['addressOfAccount', 'isOfAccount', 'is the address of an account of this product'],
  ['addressOfComplainant', 'isOfComplainant', "belongs to the complaining enterprise's own domain"],
  ['addressOfFreeMail', 'isFreeMail', 'can be taken by anybody'],
];

/** Addresses that are hardly a body's: taken only with a reason, which stands in the history. */
export function addressErrors(
  { email, reason }: Partial<Pick<ServiceAddressInput, 'email' | 'reason'>>,
  { addresses = {} }: EventFacts,
  path: string,
): readonly InputError[] {
  const facts = email === undefined ? undefined : addresses[email];
  if (!facts || reason !== undefined) return [];
  return refusalsOf
    .filter(([, fact]) => facts[fact])
    .map(([rule, , words]) => ({
      path: `${path}.email`,
      rule,
      message: `${email ?? ''} ${words}; give a reason why the body is reached there all the same, or confirm another address.`,
    }));
}

/** The act by which an address becomes one of service; doing it again changes it. */
export const confirmAddress = defineEvent<ServiceAddressInput, CaseContext>({
  by: ['acceptor', 'acceptorHead', 'handler', 'handlerHead'],
  label: { zh: '核实送达地址', en: 'Confirm the address of service' },
  payload: ServiceAddressInput,
  example: {
    email: 'office@respondent.example',
    foundBy: 'officialSite',
    source: '某局官方网站“联系我们”页面',
  },
  shownToEnterprise: ['foundBy'],
  basis: policy,
  refuse: ({ payload, facts }) => addressErrors(payload, facts, 'payload'),
});

/** The address as the case remembers it, with who has confirmed it and when. */
export function confirmed(
  { serviceAddress: before }: CaseContext,
  { email, foundBy, source, reason }: ServiceAddressInput,
  { actor, on }: Pick<CaseEvent, 'actor' | 'on'>,
): { readonly serviceAddress: ServiceAddress } {
  const { accountId, onBehalfOf = null, role, unitId, name } = actor;
  return {
    serviceAddress: {
      email,
      foundBy,
      source,
      reason: reason ?? null,
      since: before && isSameBox(before.email, email) ? before.since : on,
      confirmedOn: on,
      confirmedBy: { accountId, onBehalfOf, role, unitId, name },
    },
  };
}

/** Whether a confirmation changes where letters go. */
export function movesAddress({ serviceAddress }: CaseContext, event: CaseEvent): boolean {
  const { email } = event.payload as Partial<ServiceAddressInput>;
  return !serviceAddress || !isSameBox(serviceAddress.email, email ?? '');
}

type Asking<Payload extends Reaching> = Pick<
  RuleInput<Payload, CaseContext>,
  'payload' | 'context' | 'on'
>;

/**
 * What runs against the respondent has reached it: by a letter to the confirmed address, or on
 * paper, between `since` and today.
 */
export function refuseUnreached<Payload extends Reaching>(
  { payload: { service }, context: { serviceAddress }, on }: Asking<Payload>,
  { since, path = 'service' }: { readonly since: BusinessDate | null; readonly path?: string },
): readonly InputError[] {
  if (service) {
    const { servedOn } = service;
    if (servedOn <= on && servedOn >= (since ?? on)) return [];
    const message = `It was served between ${since ?? on} and today, ${on}.`;
    return [{ path: 'payload.service.servedOn', rule: 'servedOnLawfulDay', message }];
  }
  return serviceAddress ? [] : [unconfirmed(`payload.${path}`)];
}

export function unconfirmed(path: string): InputError {
  const message =
    'No address of the respondent is confirmed, and what a complainant typed is a hint only: confirm one (serviceAddress.confirm), or serve it on paper and say how and when.';
  return { path, rule: 'addressConfirmed', message };
}

/** How an act has reached the respondent: as it says, or by its letter. */
export function serviceBy(
  { service }: Reaching,
  { serviceAddress }: CaseContext,
  on: BusinessDate,
): Service | null {
  if (service) return { way: service.way, on: service.servedOn, email: null };
  return serviceAddress ? { way: 'mail', on, email: serviceAddress.email } : null;
}

/** The letter that officers get where one to the respondent has nowhere to go. */
export const unreachedNotice = {
  to: 'handler',
  byEngine: true,
} as const satisfies NoticeDefinition<CaseContext>;
