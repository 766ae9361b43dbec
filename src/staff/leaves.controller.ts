import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { caseOfficers } from '../definition/index.js';
import { CurrentPrincipal, Roles } from '../identity/access.decorators.js';
import type { Principal } from '../identity/principal.js';
import { LeaveInput } from './leave.input.js';
import { LeaveView, LeavesView } from './leave.view.js';
import { Leaves } from './leaves.js';

@ApiTags('Officers')
@Controller('leaves')
@Roles(...caseOfficers)
export class LeavesController {
  constructor(private readonly leaves: Leaves) {}

  @Post()
  @ApiOperation({
    operationId: 'enterLeave',
    summary: 'Enter a leave, and who stands in',
    description:
      'Your own; as head of a unit or administrator also that of others. While the leave runs, the deputy may send `Acting-For: <accountId>` with any request and then has the role of the other.',
  })
  @ApiCreatedResponse({ description: 'The leave; the deputy gets a letter.', type: LeaveView })
  async enter(
    @Body() input: LeaveInput,
    @CurrentPrincipal() principal: Principal,
  ): Promise<LeaveView> {
    return new LeaveView(await this.leaves.enter(principal, input));
  }

  @Get()
  @ApiOperation({
    operationId: 'listLeaves',
    summary: 'Leaves that run or come',
    description:
      'Your own and those in which you stand in; those of the unit for its head, all for administrators.',
  })
  @ApiOkResponse({ description: 'The next first.', type: LeavesView })
  async list(@CurrentPrincipal() principal: Principal): Promise<LeavesView> {
    return new LeavesView(await this.leaves.list(principal));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'withdrawLeave', summary: 'Withdraw a leave, or end it' })
  @ApiNoContentResponse({ description: 'Nobody stands in any more; the deputy gets a letter.' })
  async withdraw(@Param('id') id: string, @CurrentPrincipal() principal: Principal): Promise<void> {
    await this.leaves.withdraw(principal, id);
  }
}
