import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Roles } from '../identity/access.decorators.js';
import { AdvanceInput, targetOf } from './advance.input.js';
import { SimulatedTime } from './simulated-time.js';
import { Simulation, type SimulationOutcome } from './simulation.js';

/** What happened while time moved. */
class SimulationView implements SimulationOutcome {
  @ApiProperty({ type: String, format: 'date-time' })
  readonly now!: Date;

  @ApiProperty({ description: 'Warnings, lapses and reminders of clocks that came on the way.' })
  readonly clocksFired!: number;

  @ApiProperty()
  readonly noticesSent!: number;
}

@ApiTags('Demonstration')
@Controller('simulation')
export class SimulationController {
  constructor(
    private readonly simulation: Simulation,
    private readonly time: SimulatedTime,
  ) {}

  @Post('advance')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({
    operationId: 'advanceTime',
    summary: 'Let time pass; every clock and mail on the way has its turn, in due order',
  })
  @ApiOkResponse({ description: 'Time has moved.', type: SimulationView })
  advance(@Body() input: AdvanceInput): Promise<SimulationOutcome> {
    return this.simulation.advanceTo(targetOf(input, this.time.now()));
  }
}
