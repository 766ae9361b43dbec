import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Public } from '../identity/access.decorators.js';
import { DomainError } from '../kernel/domain-error.js';
import { Transactions } from '../store/transactions.js';

class HealthView {
  @ApiProperty({ type: String, enum: ['ok'], example: 'ok' })
  readonly status = 'ok';
}

/** For whoever runs the product; outside the versioned interface. */
@ApiTags('Health')
@Controller()
@Public()
export class HealthController {
  constructor(private readonly transactions: Transactions) {}

  @Get('healthz')
  @ApiOperation({ operationId: 'isAlive', summary: 'The process answers' })
  @ApiOkResponse({ description: 'It does.', type: HealthView })
  alive(): HealthView {
    return new HealthView();
  }

  @Get('readyz')
  @ApiOperation({ operationId: 'isReady', summary: 'The process can work: the database answers' })
  @ApiOkResponse({ description: 'It does.', type: HealthView })
  async ready(): Promise<HealthView> {
    try {
      await this.transactions.manager.query('SELECT 1');
    } catch (cause) {
      throw new DomainError('UNAVAILABLE', 'The database does not answer.', {}, { cause });
    }
    return new HealthView();
  }
}
