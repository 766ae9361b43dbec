import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AnyCalculatorDefinition } from '../definition/index.js';
import { validateInput } from '../definition/validate-input.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import { Costs } from './route-facts.js';
import { Public } from '../identity/access.decorators.js';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
import { ReferenceSource } from '../rates/reference-source.js';

/** The calculators that workflows declare; the document describes each under its own address. */
@ApiTags('Calculators')
@Controller('calculators')
export class WorkflowCalculatorsController {
  private readonly calculators: ReadonlyMap<string, AnyCalculatorDefinition>;

  constructor(
    workflows: WorkflowRegistry,
    private readonly references: ReferenceSource,
  ) {
    const all = workflows.latestOfEach().flatMap(({ calculators = [] }) => calculators);
    this.calculators = new Map(all.map((each) => [each.name, each]));
  }

  @Post(':name')
  @HttpCode(200)
  @Public()
  @Costs(2)
  @ApiOperation({ operationId: 'calculate', summary: 'Work out a rule of the law' })
  @ApiBody({ required: true })
  @ApiOkResponse({ description: 'The figures and how they came about.' })
  async calculate(@Param('name') name: string, @Body() body: unknown): Promise<unknown> {
    const calculator = this.calculators.get(name);
    if (!calculator) {
      const names = [...this.calculators.keys(), 'deadline'].join(', ');
      throw new DomainError('NOT_FOUND', `There is no such calculator; there are ${names}.`);
    }
    const input = validateInput(calculator.input, body);
    const references = await this.references.read();
    const broken = calculator.refuse?.(input as never, references) ?? [];
    if (broken.length > 0) throw inputInvalid(broken);
    return calculator.calculate(input as never, references);
  }
}
