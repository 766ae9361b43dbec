import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Listed } from '../http/listed.js';
import { caseOfficers } from '../definition/index.js';
import { CurrentPrincipal, InPerson, Roles } from '../identity/access.decorators.js';
import type { Principal } from '../identity/principal.js';
import { LeaveFilterInput, LeaveInput } from './leave.input.js';
import { LeaveView, LeavesView } from './leave.view.js';
import { Leaves } from './leaves.js';

@ApiTags('Officers')
@Controller('leaves')
@Roles(...caseOfficers)
export class LeavesController {
  constructor(private readonly leaves: Leaves) {}

  @Post()
  @InPerson()
  @ApiOperation({
    operationId: 'enterLeave',
    summary: 'Enter a leave, and who stands in',
    description:
      'Your own; as head of a unit or administrator also that of others, but never in the name of another. The deputy has the same role, is the head, or is of the staff of the head: such a one is named by the head itself or by an administrator, for 60 days at most. While the leave runs, the deputy may send `Acting-For: <accountId>` with requests and then has the role of the other; what is kept apart for one of the two is kept apart for both.',
  })
  @ApiCreatedResponse({ description: 'The leave; the deputy gets a letter.', type: LeaveView })
  async enter(
    @Body() input: LeaveInput,
    @CurrentPrincipal() principal: Principal,
  ): Promise<LeaveView> {
    return new LeaveView(await this.leaves.enter(principal, input));
  }

  @Get()
  @Listed()
  @ApiOperation({
    operationId: 'listLeaves',
    summary: 'Leaves that run or come',
    description:
      'Your own and those in which you stand in; those of the unit for its head, all for administrators. `history=all` adds those that are over or were withdrawn.',
  })
  @ApiOkResponse({ description: 'The next first.', type: LeavesView })
  async list(
    @Query() { history }: LeaveFilterInput,
    @CurrentPrincipal() principal: Principal,
  ): Promise<LeavesView> {
    return new LeavesView(await this.leaves.list(principal, history === 'all'));
  }

  @Delete(':id')
  @InPerson()
  @HttpCode(204)
  @ApiOperation({ operationId: 'withdrawLeave', summary: 'Withdraw a leave, or end it' })
  @ApiNoContentResponse({ description: 'Nobody stands in any more; the deputy gets a letter.' })
  async withdraw(@Param('id') id: string, @CurrentPrincipal() principal: Principal): Promise<void> {
    await this.leaves.withdraw(principal, id);
  }
}
