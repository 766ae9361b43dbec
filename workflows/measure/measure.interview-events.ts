import { defineEvent } from '../../src/definition/index.js';
import { law, order802, policy } from '../acts/instruments.js';
import type { MeasureContext } from './measure.context.js';
import { documentOf } from './measure.documents.js';
import { called } from './measure.interview.js';
import {
  AttendanceRecord,
  CallOff,
  CommitmentProof,
  InterviewCall,
  InterviewMove,
  MinutesPayload,
} from './measure.interview-payloads.js';
import {
  refuseAttendance,
  refuseCall,
  refuseMinutes,
  refuseMove,
  refuseProof,
} from './measure.interview-rules.js';
import { proposers } from './measure.types.js';

const person = {
  name: '某局主要负责人',
  position: '局长',
  email: 'director@respondent.example',
  foundBy: 'telephone' as const,
  source: '某局办公室电话核实',
};

/** The acts of an interview (约谈), from the call to the last commitment. */
export const interviewEvents = {
  'interview.call': defineEvent<InterviewCall, MeasureContext>({
    by: proposers,
    label: { zh: '通知约谈', en: 'Call to the interview' },
    payload: InterviewCall,
    example: {
      at: '2034-09-18T09:30:00+08:00',
      place: '自治区工业和信息化厅会议室',
      persons: [person],
    },
    basis: law(order802, '25(3)'),
    refuse: refuseCall,
    // The call is the issue, unless the document has gone out already.
    document: (input) =>
      input.context.issuedOn === null
        ? documentOf(input, called(input.context.interview, input.payload, input.on))
        : null,
  }),
  'interview.move': defineEvent<InterviewMove, MeasureContext>({
    by: proposers,
    label: { zh: '变更约谈时间地点', en: 'Move the interview' },
    payload: InterviewMove,
    example: { at: '2034-09-21T15:00:00+08:00', reason: '对方单位主要负责人参加会议。' },
    basis: policy,
    refuse: refuseMove,
  }),
  'interview.callOff': defineEvent({
    by: proposers,
    label: { zh: '取消约谈', en: 'Call the interview off' },
    payload: CallOff,
    example: { reason: '被投诉人已经付款。' },
    basis: policy,
  }),
  'attendance.record': defineEvent<AttendanceRecord, MeasureContext>({
    by: proposers,
    label: { zh: '记录到场情况', en: 'Record the attendance' },
    payload: AttendanceRecord,
    example: { persons: [{ name: person.name, status: 'present' }] },
    basis: policy,
    refuse: refuseAttendance,
  }),
  'minutes.record': defineEvent<MinutesPayload, MeasureContext>({
    by: proposers,
    label: { zh: '形成约谈纪要', en: 'Record the minutes' },
    payload: MinutesPayload,
    example: {
      summary: '被投诉人说明了资金安排并作出承诺。',
      commitments: [{ what: '支付无分歧欠款', who: person.name, until: '2034-12-29' }],
    },
    basis: policy,
    refuse: refuseMinutes,
  }),
  'commitment.fulfil': defineEvent<CommitmentProof, MeasureContext>({
    by: proposers,
    label: { zh: '确认承诺已履行', en: 'Confirm that a commitment was kept' },
    payload: CommitmentProof,
    example: { commitmentId: 'c1', evidenceId: '0190a6e0-0000-7000-8000-0000000e0001' },
    basis: policy,
    refuse: refuseProof,
  }),
};
