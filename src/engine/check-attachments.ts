import { attachmentKinds } from '../definition/attachment.js';
import type { WorkflowDefinition } from '../definition/index.js';
import { appointmentProblem } from '../notices/appointment-file.js';

/** What is wrong with what a workflow's letters carry, as sentences; empty when nothing is. */
export function attachmentProblems({ notices, documents }: WorkflowDefinition): string[] {
  return Object.entries(notices).flatMap(([name, { attachments }]) => {
    if (!attachments) return [];
    if (attachments.example.length === 0) return [`letter ${name} has no example of an attachment`];
    return attachments.example.flatMap((each) => {
      if (!attachmentKinds.includes(each.kind)) {
        return [`letter ${name} carries a ${each.kind}, which nobody makes`];
      }
      if (each.kind === 'appointment') {
        const problem = appointmentProblem(each.appointment);
        return problem === null ? [] : [`the appointment of letter ${name} ${problem}`];
      }
      return documents ? [] : [`letter ${name} carries a document, and the workflow issues none`];
    });
  });
}
