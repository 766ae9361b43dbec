import type { Label } from '../definition/index.js';
import type { ErrorCode } from '../kernel/domain-error.js';

/** Something about accounts, leaves or rights that is not in the hands of who gains by it. */
export interface PersonalDuty {
  readonly what: string;
  readonly notBy: string;
  readonly why: Label;
  readonly refusedWith: ErrorCode;
}

/**
 * Who may not do what for themselves, beside the acts of the workflows (`ApartFrom`). It says what
 * the parts must come to; the specs that are named walk it.
 */
export const personalDuties: readonly PersonalDuty[] = [
  {
    what: 'confirm an invitation into a role that decides or supervises',
    notBy: 'who proposed it',
    why: {
      zh: '提请邀请的人员不得确认该邀请；由其他管理员或者单位负责人确认。',
      en: 'Another administrator, or the head of the unit, makes sure who comes in.',
    },
    refusedWith: 'DUTIES_SEPARATED',
  },
  {
    what: 'invite',
    notBy: 'the owner of the address',
    why: { zh: '不得邀请本人。', en: 'Nobody gives a second role to themselves.' },
    refusedWith: 'INPUT_INVALID',
  },
  {
    what: 'invite into a unit',
    notBy: 'anybody, for a role that the unit does not list',
    why: { zh: '角色应当与单位职责相符。', en: 'Roles fit units.' },
    refusedWith: 'INPUT_INVALID',
  },
  {
    what: 'enter or withdraw a leave, invite, confirm, revoke, record a departure',
    notBy: 'a deputy in the name of another',
    why: {
      zh: '休假、邀请、离任不得以代理身份办理。',
      en: 'Borrowed rights make no further rights.',
    },
    refusedWith: 'IN_PERSON',
  },
  {
    what: 'enter a leave of a head with staff as the deputy',
    notBy: 'the deputy, another head, an administrator who alone has brought the deputy in',
    why: {
      zh: '代理负责人由负责人本人或者管理员指定，最长60日。',
      en: 'The head itself or an administrator names it, for 60 days at most.',
    },
    refusedWith: 'INPUT_INVALID',
  },
  {
    what: 'enter a leave with oneself as the deputy',
    notBy: 'an administrator, and who gains rights by it',
    why: {
      zh: '任何人不得为自己增加权限。',
      en: 'A head may take over from its staff: that gives it nothing new.',
    },
    refusedWith: 'INPUT_INVALID',
  },
  {
    what: 'stand in',
    notBy: 'somebody of another role, but for a head and its staff',
    why: { zh: '不得跨角色代理。', en: 'No rights across roles.' },
    refusedWith: 'INPUT_INVALID',
  },
  {
    what: 'record a departure',
    notBy: 'who leaves',
    why: { zh: '本人的离任由他人办理。', en: 'Another administrator sees to it.' },
    refusedWith: 'INPUT_INVALID',
  },
  {
    what: 'end the last administrator',
    notBy: 'anybody, by any statement',
    why: { zh: '至少保留一名管理员。', en: 'Somebody has to bring in the others.' },
    refusedWith: 'INPUT_INVALID',
  },
];
