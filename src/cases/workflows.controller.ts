import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Listed } from '../http/listed.js';
import { describeWorkflow } from '../definition/describe-workflow.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import { Public } from '../identity/access.decorators.js';
import { chinaDate } from '../kernel/business-date.js';
import { DomainError } from '../kernel/domain-error.js';
import { TimeSource } from '../kernel/time-source.js';
import { RuleBook } from '../policies/rule-book.js';
import { WorkflowView, WorkflowsView } from './workflows.view.js';

@ApiTags('Workflows')
@Controller('workflows')
@Public()
export class WorkflowsController {
  constructor(
    private readonly workflows: WorkflowRegistry,
    private readonly rules: RuleBook,
    private readonly time: TimeSource,
  ) {}

  @Get()
  @Listed()
  @ApiOperation({ operationId: 'listWorkflows', summary: 'The kinds of complaint' })
  @ApiOkResponse({ description: 'The newest version of each.', type: WorkflowsView })
  list(): WorkflowsView {
    const items = this.workflows.latestOfEach();
    return { items: items.map(({ key, version, label }) => ({ key, version, label })) };
  }

  @Get(':key')
  @ApiOperation({
    operationId: 'readWorkflow',
    summary: 'One kind of complaint: states, acts, deadlines with their basis, and its picture',
  })
  @ApiOkResponse({ description: 'The newest version.', type: WorkflowView })
  async read(@Param('key') key: string): Promise<WorkflowView> {
    const workflow = this.workflows.findLatest(key);
    if (!workflow) throw new DomainError('NOT_FOUND', 'There is no such kind of complaint.');
    await this.rules.refresh();
    const on = chinaDate(this.time.now());
    return describeWorkflow(workflow, (clock) => this.rules.policies.current(key, clock, on));
  }
}
