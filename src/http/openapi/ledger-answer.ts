import type { WorkflowDefinition } from '../../definition/index.js';
import type { Operation, Schema } from './open-api.js';

/** The answer of `GET /cases/{id}/ledger`, as the workflows that keep one declare it. */
export function describeLedger(
  operation: Operation,
  workflows: readonly WorkflowDefinition[],
): void {
  const schemas = workflows.flatMap(({ ledger }) => (ledger ? [ledger.schema as Schema] : []));
  const [only] = schemas;
  const response = operation.responses['200'];
  if (!only || !response || !('description' in response)) return;
  const own: Schema = {
    type: 'object',
    properties: {
      caseId: { type: 'string', format: 'uuid' },
      caseNumber: { type: 'string', example: 'A-2026-450200-000001' },
    },
    required: ['caseId', 'caseNumber'],
  };
  const schema: Schema = { allOf: [own, schemas.length === 1 ? only : { anyOf: schemas }] };
  response.content = { 'application/json': { schema } };
}
