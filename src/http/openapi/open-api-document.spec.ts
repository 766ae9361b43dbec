import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Module, Param, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { problemsOfOpenApi } from '../../../test/support/check-open-api.js';
import { workflows } from '../../../workflows/index.js';
import { WorkingCalendar } from '../../calendar/working-calendar.js';
import { WorkflowRegistry } from '../../engine/workflow-registry.js';
import { LoginThrottle } from '../../identity/login-throttle.js';
import { SessionsController } from '../../identity/sessions.controller.js';
import { Sessions } from '../../identity/sessions.js';
import { UnitContacts } from '../../parties/unit-contacts.js';
import { UnitsController } from '../../parties/units.controller.js';
import { Units } from '../../parties/units.js';
import { Policies } from '../../policies/policies.js';
import { RuleBook } from '../../policies/rule-book.js';
import { RegistrationsController } from '../../registration/registrations.controller.js';
import { Registrations } from '../../registration/registrations.js';
import { TimeSource } from '../../kernel/time-source.js';
import { Outages } from '../../loops/outages.js';
import { LprPublications } from '../../rates/lpr-publications.js';
import { ReferenceSource } from '../../rates/reference-source.js';
import { Transactions } from '../../store/transactions.js';
import { newFastifyAdapter } from '../fastify-adapter.js';
import { HttpModule } from '../http.module.js';
import { httpOptions, setUpHttp } from '../set-up-http.js';
import { openApiDocument } from './open-api-document.js';
import { serveOpenApi } from './serve-open-api.js';

class CaseView {
  @ApiProperty({ type: String, example: 'P-2026-450100-000001' })
  readonly number!: string;
}

@ApiTags('Cases')
@Controller()
class CasesStub {
  @Post('complaints')
  @ApiOperation({ operationId: 'fileComplaint', summary: 'File a complaint' })
  @ApiCreatedResponse({ description: 'Filed.', type: CaseView })
  file(@Body() body: unknown): unknown {
    return body;
  }

  @Post('cases/:id/events')
  @ApiOperation({ operationId: 'sendEvent', summary: 'Do an act' })
  @ApiOkResponse({ description: 'Done.', type: CaseView })
  send(@Param('id') id: string, @Body() body: object): unknown {
    return { id, body };
  }

  @Get('cases/:id/evidence/:evidenceId')
  @ApiOperation({ operationId: 'readEvidence', summary: 'Read a file' })
  @ApiOkResponse({ description: 'The file.', type: CaseView })
  read(@Param('id') id: string, @Param('evidenceId') evidenceId: string): unknown {
    return { id, evidenceId };
  }
}

const stubs = [
  Transactions,
  WorkingCalendar,
  TimeSource,
  RuleBook,
  Policies,
  LprPublications,
  ReferenceSource,
  Sessions,
  LoginThrottle,
  Registrations,
  Units,
  UnitContacts,
  Outages,
];

@Module({
  imports: [HttpModule],
  controllers: [SessionsController, RegistrationsController, UnitsController, CasesStub],
  providers: [
    { provide: WorkflowRegistry, useValue: new WorkflowRegistry(workflows) },
    ...stubs.map((provide) => ({ provide, useValue: {} })),
  ],
  exports: [WorkflowRegistry, ...stubs],
})
class TestModule {}

describe('the OpenAPI document', () => {
  let app: NestFastifyApplication;
  let document: OpenAPIObject;

  beforeAll(async () => {
    const adapter = newFastifyAdapter({
      bodyLimitBytes: 1_000,
      trustedProxies: [],
      publicUrl: 'https://qingnuo.example',
    });
    app = await NestFactory.create<NestFastifyApplication>(
      { module: TestModule, global: true },
      adapter,
      { ...httpOptions, logger: false, abortOnError: false },
    );
    setUpHttp(app);
    serveOpenApi(app, workflows);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    document = openApiDocument(app, workflows);
  });

  afterAll(() => app.close());

  it('is sound, and every example fits its schema', async () => {
    expect(await problemsOfOpenApi(document)).toEqual([]);
  });

  it('tells filings apart by kind and events by type', () => {
    const mappings = ['/api/v1/complaints', '/api/v1/cases/{id}/events'].map((path) => {
      const body = document.paths[path]?.post?.requestBody;
      const schema = body && 'content' in body ? body.content['application/json']?.schema : null;
      return schema && 'discriminator' in schema ? schema.discriminator : undefined;
    });
    expect(mappings[0]?.propertyName).toBe('kind');
    expect(Object.keys(mappings[0]?.mapping ?? {})).toEqual(['promise', 'arrears']);
    expect(mappings[1]?.propertyName).toBe('type');
    const events = new Set(workflows.flatMap((workflow) => Object.keys(workflow.events)));
    expect(new Set(Object.keys(mappings[1]?.mapping ?? {}))).toEqual(events);
  });

  it('reads the input of a handler from its class', () => {
    expect(document.components?.schemas?.['SessionInput']).toMatchObject({
      required: ['email', 'password'],
      additionalProperties: false,
    });
    const names = document.paths['/api/v1/units']?.get?.parameters?.map((it) =>
      'name' in it ? it.name : it.$ref,
    );
    expect(names).toEqual([
      'kind',
      'cityCode',
      'caseId',
      'task',
      'limit',
      'cursor',
      'If-None-Match',
    ]);
  });

  it('asks for a payload where something has to be said, and only there', () => {
    const required = (name: string) =>
      (document.components?.schemas?.[name] as { required?: string[] } | undefined)?.required;
    expect(required('ReferralSignEvent')).toEqual(['type']);
    expect(required('ComplaintAcceptEvent')).toEqual(['type']);
    expect(required('ComplaintRejectEvent')).toEqual(['type', 'payload']);
  });

  it('says who needs a session and how an operation can fail', () => {
    expect(document.security).toEqual([{ bearer: [] }]);
    expect(document.paths['/api/v1/sessions']?.post?.security).toEqual([]);
    const events = document.paths['/api/v1/cases/{id}/events']?.post?.responses;
    expect(Object.keys(events ?? {})).toEqual(
      expect.arrayContaining(['400', '401', '403', '404', '409', '412', '413', '415', '422']),
    );
    expect(document.paths['/api/v1/sessions']?.post?.responses['429']).toBeDefined();
  });

  it('is served with a page that loads nothing from elsewhere', async () => {
    const json = await app.inject('/api/openapi.json');
    expect(json.json()).toMatchObject({ openapi: '3.1.0' });
    const page = await app.inject('/api/docs');
    expect(page.body).not.toMatch(/(src|href)=["']?https?:/);
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    const script = await app.inject('/api/docs/swagger-ui-bundle.js');
    expect(script.statusCode).toBe(200);
  });
});
