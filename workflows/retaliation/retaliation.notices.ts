import type { CaseContext, NoticeDefinition, NoticeInput } from '../../src/definition/index.js';
import { lateness, says } from '../acts/notices.js';

const report = {
  variables: ({ context }: NoticeInput<CaseContext & { readonly what: string }>) => ({
    what: context.what,
  }),
  example: { what: '投诉后对方单位停止与我公司的全部合作。' },
};

/** Letters of a report of retaliation; none goes to whom the complaint is with. */
export const retaliationNotices = {
  receipt: { to: 'enterprise', about: 'examination', atOnce: true },
  reported: { to: 'acceptorHead', about: 'examination', ...report },
  reportedToSupervisor: { to: 'supervisor', about: 'examination', ...report },
  referredOn: { to: 'enterprise', ...says({ finding: '反映属实。', authority: '有权机关' }) },
  dismissed: { to: 'enterprise', ...says({ reason: '合作到期终止，与投诉无关。' }) },
  deadlineNear: { to: 'responsible' },
  urging: { to: 'responsible', atOnce: true },
  deadlinePassed: { to: 'responsible' },
  deadlinePassedToHead: { to: 'responsibleHead', ...lateness },
} as const satisfies Readonly<
  Record<string, NoticeDefinition<CaseContext & { readonly what: string }>>
>;

export type RetaliationNotice = keyof typeof retaliationNotices;
