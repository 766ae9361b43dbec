import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { PayloadClass, WorkflowDefinition } from '../../definition/index.js';
import { SchemaCatalogue, payloadSchema } from '../../definition/payload-schema.js';
import type { JsonObject } from '../../kernel/json.js';
import { describeCalculators } from './calculator-paths.js';
import { declaredInputs } from './declared-inputs.js';
import { nameDeclaredFilters, nameDeclaredValues } from './declared-values.js';
import { describeList, describePages } from './list-pages.js';
import { describeHeaders, headersIn } from './headers.js';
import { describeLedger } from './ledger-answer.js';
import { exampleOf } from './example-of.js';
import {
  operationsOf,
  type Operation,
  type RequestBody,
  type Responses,
  type Schema,
} from './open-api.js';
import { addProblemResponses } from './problem-responses.js';
import { problemSchema } from './problem-schema.js';
import { describeWebhooks } from './webhook-call.js';
import { complaintBody, eventBody, measureBody, measureEventBody } from './workflow-bodies.js';

const description = `Complaints of enterprises against broken government promises and overdue payments.

Sign in with \`POST /api/v1/sessions\` and send the token as \`Authorization: Bearer …\`.
An enterprise's own system sends an API key in the same place; operations and acts with \`x-api-key-scope\` take one with that scope, or with any one of those that are listed.
Answers to a known token or key, and a 429 for too many requests (other than the pauses after failed sign-ins), tell by \`RateLimit-Policy\` and \`RateLimit\` what may be asked for, in units: most requests cost one, some more. What is left is what the process that answers knows of it: where several serve, others may have used some of it since.
An officer who stands in for another sends \`Acting-For: <accountId>\` beside the token.
Money is yuan with two decimal places in a string, dates are calendar dates in China.
Unknown fields are refused. Every failure is a problem (RFC 9457) with a stable \`code\`.`;

/**
 * The whole interface as OpenAPI 3.1. Answers are described by the controllers; inputs by the
 * classes that check them; the bodies of complaints and events by the workflows themselves.
 */
export function openApiDocument(
  app: NestFastifyApplication,
  workflows: readonly WorkflowDefinition[],
): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, head(), { deepScanRoutes: true });
  const catalogue = new SchemaCatalogue();
  const responses: Responses = {};
  const bodies: Record<string, Schema> = {};
  const inputs = declaredInputs(app);
  describeCalculators(document, workflows, catalogue);

  for (const { path, method, operation } of operationsOf(document)) {
    const input = inputs.get(operation.operationId ?? '') ?? {};
    // Swagger knows an input class by name only; what it says of it is replaced.
    if (input.body) delete document.components?.schemas?.[input.body.name];
    if (input.query) describeQuery(operation, input.query);
    nameDeclaredFilters(operation, workflows);
    if (method === 'post' && path.endsWith('/complaints')) {
      operation.requestBody = complaintBody(workflows, catalogue, bodies);
    } else if (method === 'post' && path.endsWith('/measures')) {
      operation.requestBody = measureBody(workflows, catalogue);
    } else if (method === 'post' && path.endsWith('/measures/{id}/events')) {
      operation.requestBody = measureEventBody(workflows, catalogue, bodies);
    } else if (method === 'post' && path.endsWith('/cases/{id}/events')) {
      operation.requestBody = eventBody(workflows, catalogue, bodies);
    } else if (input.body) {
      operation.requestBody = bodyOf(input.body, catalogue);
    }
    if (path.endsWith('/cases/{id}/ledger')) describeLedger(operation, workflows);
    // `@Public()` leaves one requirement that asks for nothing; the document says it plainly.
    if (operation.security?.every((it) => Object.keys(it).length === 0)) operation.security = [];
    describePages(operation);
    addProblemResponses({ path, method, operation }, responses);
    describeHeaders({ path, method, operation });
  }
  const schemas = {
    ...document.components?.schemas,
    ...(catalogue.schemas as Record<string, Schema>),
    ...bodies,
    Problem: problemSchema,
  };
  for (const { method, operation } of operationsOf(document)) {
    if (method === 'get') describeList(operation, schemas);
  }
  nameDeclaredValues(schemas, workflows);
  const headers = headersIn([document.paths, responses]);
  document.components = { ...document.components, schemas, responses, headers };
  for (const { operation } of operationsOf(document)) addExamples(operation, schemas);
  describeWebhooks(document);
  return document;
}

function head(): Omit<OpenAPIObject, 'paths'> {
  const built = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Qingnuo 清诺')
    .setDescription(description)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    // Not `addBearerAuth`, which calls every token a JWT; ours tell nothing to who has them.
    .addSecurity('bearer', {
      type: 'http',
      scheme: 'bearer',
      description: 'The token of a session, or an API key.',
    })
    .addSecurityRequirements('bearer')
    .build();
  return built;
}

function bodyOf(payload: PayloadClass, catalogue: SchemaCatalogue): RequestBody {
  const schema = catalogue.refTo(payload, '');
  return { required: true, content: { 'application/json': { schema } } };
}

/** Each field of a query class is a parameter of its own. */
function describeQuery(operation: Operation, query: PayloadClass): void {
  const { properties, required } = payloadSchema(query);
  const others = (operation.parameters ?? []).filter((it) => 'in' in it && it.in !== 'query');
  const named = Object.entries(properties as Record<string, JsonObject>).map(([name, schema]) => ({
    name,
    in: 'query' as const,
    required: Array.isArray(required) && required.includes(name),
    schema,
  }));
  operation.parameters = [...others, ...named];
}

function addExamples(operation: Operation, schemas: Readonly<Record<string, unknown>>): void {
  const { requestBody, responses } = operation;
  for (const holder of [requestBody, ...Object.values(responses)]) {
    const content = holder && 'content' in holder ? holder.content : undefined;
    for (const media of Object.values(content ?? {})) {
      if (media.example !== undefined || media.examples || !media.schema) continue;
      media.example = exampleOf(media.schema as Record<string, unknown>, schemas);
    }
  }
}
