import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Public } from '../identity/access.decorators.js';
import { DomainError } from '../kernel/domain-error.js';
import { checkStatuses, Readiness, type Check } from './readiness.js';

class HealthView {
  @ApiProperty({ type: String, enum: ['ok'], example: 'ok' })
  readonly status = 'ok';
}

class CheckView implements Check {
  @ApiProperty({ type: String, example: 'database' })
  readonly name!: string;

  @ApiProperty({ type: String, enum: checkStatuses, example: 'ok' })
  readonly status!: Check['status'];
}

class ReadinessView extends HealthView {
  @ApiProperty({ type: [CheckView] })
  readonly checks: readonly CheckView[];

  constructor(checks: readonly Check[]) {
    super();
    this.checks = checks;
  }
}

/** For whoever runs the product; outside the versioned interface. */
@ApiTags('Health')
@Controller()
@Public()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('healthz')
  @ApiOperation({ operationId: 'isAlive', summary: 'The process answers' })
  @ApiOkResponse({ description: 'It does.', type: HealthView })
  alive(): HealthView {
    return new HealthView();
  }

  @Get('readyz')
  @ApiOperation({ operationId: 'isReady', summary: 'The process can do the work of its roles' })
  @ApiOkResponse({ description: 'It can.', type: ReadinessView })
  async ready(): Promise<ReadinessView> {
    // Everybody may ask; why something fails is for the probe.
    const checks = (await this.readiness.checks()).map(({ name, status }) => ({ name, status }));
    const failing = checks.filter(({ status }) => status === 'failing');
    if (failing.length === 0) return new ReadinessView(checks);
    const names = failing.map(({ name }) => name).join(', ');
    throw new DomainError('UNAVAILABLE', `Not ready: ${names}.`, { checks });
  }
}
