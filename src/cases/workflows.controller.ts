import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { describeWorkflow } from '../definition/describe-workflow.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import { Public } from '../identity/access.decorators.js';
import { DomainError } from '../kernel/domain-error.js';
import { WorkflowView, WorkflowsView } from './workflows.view.js';

@ApiTags('Workflows')
@Controller('workflows')
@Public()
export class WorkflowsController {
  constructor(private readonly workflows: WorkflowRegistry) {}

  @Get()
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
  read(@Param('key') key: string): WorkflowView {
    const workflow = this.workflows.findLatest(key);
    if (!workflow) throw new DomainError('NOT_FOUND', 'There is no such kind of complaint.');
    return describeWorkflow(workflow);
  }
}
