import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Listed } from '../http/listed.js';
import { Costs } from '../http/route-facts.js';
import { CurrentPrincipal, Roles } from '../identity/access.decorators.js';
import { actorOf, type Principal } from '../identity/principal.js';
import { RecomputationInput, UndoInput } from './recomputation.input.js';
import {
  moveView,
  recomputationView,
  RecomputationsView,
  RecomputationView,
  type MoveView,
} from './recomputation.view.js';
import { Recomputations } from './recomputations.js';

/** Moves that a dry run lists, unless it is asked for another number. */
const LISTED = 500;

@ApiTags('Deadlines')
@Controller('recomputations')
@Roles('admin')
export class RecomputationsController {
  constructor(private readonly recomputations: Recomputations) {}

  @Post()
  @Costs(60)
  @HttpCode(200)
  @ApiOperation({
    operationId: 'recompute',
    summary: 'Count the dates of running clocks anew, or list what would move',
    description:
      'After a change of the calendar or of a policy. A date never moves into the past: what would have ended already ends today.',
  })
  @ApiOkResponse({ description: 'What would move, or what moved.', type: RecomputationView })
  async recompute(
    @Body() input: RecomputationInput,
    @CurrentPrincipal() principal: Principal,
  ): Promise<RecomputationView> {
    if (input.dryRun) return this.preview(input);
    const { reason = '', notify = false } = input;
    const actor = actorOf(principal);
    return recomputationView(await this.recomputations.apply({ reason, notify, actor }));
  }

  @Get()
  @Listed()
  @ApiOperation({ operationId: 'listRecomputations', summary: 'Recomputations that were applied' })
  @ApiOkResponse({ description: 'The newest first.', type: RecomputationsView })
  async list(): Promise<RecomputationsView> {
    return { items: (await this.recomputations.all()).map(recomputationView) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readRecomputation', summary: 'One of them, also while it runs' })
  @ApiOkResponse({ description: 'How far it came.', type: RecomputationView })
  async read(@Param('id') id: string): Promise<RecomputationView> {
    return recomputationView(await this.recomputations.get(id));
  }

  @Post(':id/undo')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'undoRecomputation',
    summary: 'Give the clocks that it moved their dates back',
    description: 'As far as they still run and nothing else has moved them since.',
  })
  @ApiOkResponse({ description: 'What moved back.', type: RecomputationView })
  async undo(
    @Param('id') id: string,
    @Body() { reason, notify = false }: UndoInput,
    @CurrentPrincipal() principal: Principal,
  ): Promise<RecomputationView> {
    const order = { reason, notify, actor: actorOf(principal) };
    return recomputationView(await this.recomputations.undo(id, order));
  }

  private async preview(input: RecomputationInput): Promise<RecomputationView> {
    const { limit = LISTED, cursor = '', reason = null, notify = false } = input;
    const items: MoveView[] = [];
    const left: string[] = [];
    const counted = await this.recomputations.preview((move) => {
      const { id } = move.recount.record;
      if (id <= cursor) return;
      // All clocks of a case stand on one page.
      if (items.length < limit || items.at(-1)?.caseId === id) items.push(moveView(move));
      else left.push(id);
    });
    return {
      id: null,
      dryRun: true,
      reason,
      notify,
      ...counted,
      madeAt: null,
      finishedAt: null,
      undoOf: null,
      items,
      nextCursor: left.length > 0 ? (items.at(-1)?.caseId ?? null) : null,
    };
  }
}
