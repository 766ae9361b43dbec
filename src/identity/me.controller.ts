import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Config } from '../config/config.js';
import { keyScopes, roles } from '../definition/index.js';
import { chinaDate } from '../kernel/business-date.js';
import { TimeSource } from '../kernel/time-source.js';
import { Enterprise } from '../parties/enterprise.entity.js';
import { KnownUnits } from '../parties/known-units.js';
import { Transactions } from '../store/transactions.js';
import { CurrentPrincipal, KeyScope, Roles } from './access.decorators.js';
import { Deputies } from './deputies.js';
import { MeView, type MyEnterpriseView, type MyKeyView, type MyUnitView } from './me.view.js';
import type { Principal } from './principal.js';

/** Tells people and systems who they are to the product; open to keys of every scope. */
@ApiTags('Accounts')
@Controller('accounts/me')
@Roles(...roles)
export class MeController {
  constructor(
    private readonly config: Config,
    private readonly time: TimeSource,
    private readonly transactions: Transactions,
    private readonly units: KnownUnits,
    private readonly deputies: Deputies,
  ) {}

  @Get()
  @KeyScope(...keyScopes)
  @ApiOperation({
    operationId: 'readMe',
    summary: 'Who you are, what you may, and what day it is here',
    description: 'With an API key also what the key may do and until when it works.',
  })
  @ApiOkResponse({ description: 'You, as the product knows you.', type: MeView })
  async read(@CurrentPrincipal() principal: Principal): Promise<MeView> {
    const { accountId: id, email, name, role, language } = principal;
    const now = this.time.now();
    return {
      account: { id, email, name, role, language },
      enterprise: await this.enterpriseOf(principal),
      unit: await this.unitOf(principal),
      actsFor: await this.deputies.of(principal),
      mode: this.config.mode,
      today: chinaDate(now),
      now: now.toISOString(),
      key: keyOf(principal),
    };
  }

  private async enterpriseOf({ enterpriseId }: Principal): Promise<MyEnterpriseView | null> {
    if (enterpriseId === null) return null;
    const { manager } = this.transactions;
    const { id, name, uscc } = await manager.findOneByOrFail(Enterprise, { id: enterpriseId });
    return { id, name, uscc };
  }

  private async unitOf({ unitId }: Principal): Promise<MyUnitView | null> {
    if (unitId === null) return null;
    const unit = await this.units.find(this.transactions.manager, unitId);
    return unit && { id: unit.id, name: unit.name };
  }
}

function keyOf({ key }: Principal): MyKeyView | null {
  if (!key) return null;
  const { id, name, prefix, scopes, expiresOn, lastUsedAt } = key;
  return { id, name, prefix, scopes, expiresOn, lastUsedAt: lastUsedAt?.toISOString() ?? null };
}
