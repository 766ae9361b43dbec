import type { OpenAPIObject } from '@nestjs/swagger';
import type { Schema } from './open-api.js';

const ID = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';
const CASE = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a70';

const text = (example: string, more: object = {}): Schema => ({ type: 'string', example, ...more });
const orNull = (example: string | null, more: object = {}): Schema => ({
  type: ['string', 'null'],
  example,
  ...more,
});

/** The body of a call: CloudEvents 1.0 in the structured mode. */
const cloudEvent: Schema = {
  type: 'object',
  required: ['specversion', 'id', 'source', 'type', 'subject', 'time', 'datacontenttype', 'data'],
  properties: {
    specversion: text('1.0', { const: '1.0' }),
    id: text(ID, { format: 'uuid', description: '`id` in `GET /events`; the same at each try' }),
    source: text('https://qingnuo.example/api/v1', { format: 'uri' }),
    type: text('payment.record', { description: '`type` in `GET /events`' }),
    subject: text(CASE, { format: 'uuid', description: 'The id of the case' }),
    time: text('2026-09-18T02:15:00.000Z', { format: 'date-time' }),
    datacontenttype: text('application/json'),
    data: {
      type: 'object',
      required: ['caseId', 'number', 'state', 'awaits', 'awaitsUntil', 'clock'],
      properties: {
        caseId: text(CASE, { format: 'uuid' }),
        number: text('A-2026-450200-000001'),
        state: text('handling'),
        awaits: orNull('enterprise'),
        awaitsUntil: orNull('2026-09-25', { format: 'date' }),
        clock: orNull(null),
      },
    },
  },
};

const header = (name: string, description: string, example: string) => ({
  ...{ name, in: 'header' as const, required: true, description },
  schema: text(example),
});

const headers = [
  header(
    'Qingnuo-Signature',
    '`t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">` with the secret of the webhook as the ' +
      'key. Compare with each `v1` in constant time (two of them while a new secret comes into use) ' +
      'and refuse a `t` that is more than five minutes off.',
    't=1789697700,v1=5b1f0c2a9d8e7f60415263748596a7b8c9d0e1f2031425364758697a8b9cadbe',
  ),
  header('webhook-id', '`id` of the body: whoever has seen it answers 2xx and does nothing', ID),
  header('webhook-timestamp', '`t` of the signature', '1789697700'),
];

/** The calls that the product itself makes, which are in the document and no route of it. */
export function describeWebhooks(document: OpenAPIObject): void {
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, CloudEvent: cloudEvent },
  };
  const call = {
    post: {
      operationId: 'receiveEvent',
      tags: ['Webhooks'],
      summary: 'Something has happened in one of your cases',
      description:
        'Sent to each webhook that wants the type, at least once, in no certain order, and tried ' +
        'again after 30 s, then twice as long each time, at most 1 h. It has no name, no amount and ' +
        'no text: read the case. Redirects are not followed. A webhook that takes nothing for a day ' +
        'is paused.',
      security: [],
      parameters: headers,
      requestBody: {
        required: true,
        content: {
          'application/cloudevents+json': { schema: { $ref: '#/components/schemas/CloudEvent' } },
        },
      },
      responses: { '2XX': { description: 'Taken over. Anything else is tried again.' } },
    },
  };
  (document as OpenAPIObject & { webhooks?: object }).webhooks = { event: call };
}
