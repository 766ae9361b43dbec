import { Controller, Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { LedgerStatement } from '../definition/index.js';
import { Costs } from '../http/route-facts.js';
import { CurrentPrincipal, KeyScope, Roles } from '../identity/access.decorators.js';
import { binary } from '../http/openapi/binary.js';
import type { Principal } from '../identity/principal.js';
import { rolesThatRead } from '../identity/what-is-read.js';
import { TimeSource } from '../kernel/time-source.js';
import { chinaDate } from '../kernel/business-date.js';
import { interestSheet } from './interest-sheet.js';
import { LedgerDayInput, PortfolioInput, RedFlagFilterInput } from './ledger.input.js';
import { Ledgers } from './ledgers.js';
import { Portfolio } from './portfolio.js';
import { RedFlags } from './red-flags.js';
import { RedFlagsView } from './red-flags.view.js';
import { sheetPage } from './sheet-page.js';
import { xlsxOf, xlsxType } from './xlsx.js';

/** A printed page needs its own style and nothing else. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

const moneyReaders = rolesThatRead('money');

const aSheet = {
  description: 'A workbook, to be saved.',
  content: { [xlsxType]: binary(xlsxType) },
};

@ApiTags('Money')
@Controller()
export class LedgerController {
  constructor(
    private readonly ledgers: Ledgers,
    private readonly portfolio: Portfolio,
    private readonly flags: RedFlags,
    private readonly time: TimeSource,
  ) {}

  @Get('cases/:id/ledger')
  @Roles(...moneyReaders)
  @KeyScope('read')
  @ApiOperation({ operationId: 'readLedger', summary: 'The money of an arrears case to a day' })
  @ApiOkResponse({ description: 'Claims, payments, plan and interest, each with its lines.' })
  async ledger(
    @Param('id') id: string,
    @Query() { on }: LedgerDayInput,
    @CurrentPrincipal() principal: Principal,
  ): Promise<LedgerStatement> {
    return (await this.ledgers.of(principal, id, on)).statement;
  }

  @Get('cases/:id/ledger/sheet.xlsx')
  @Roles(...moneyReaders)
  @Costs(20)
  @KeyScope('read', 'documents')
  @ApiOperation({ operationId: 'readInterestSheet', summary: 'Its interest sheet as a workbook' })
  @ApiOkResponse(aSheet)
  async sheet(
    @Param('id') id: string,
    @Query() { on }: LedgerDayInput,
    @CurrentPrincipal() principal: Principal,
  ): Promise<StreamableFile> {
    const ledger = await this.ledgers.of(principal, id, on);
    return attached(xlsxOf(interestSheet(ledger)), ledger.record.number);
  }

  @Get('cases/:id/ledger/sheet.html')
  @Roles(...moneyReaders)
  @Costs(20)
  @KeyScope('read', 'documents')
  @ApiOperation({ operationId: 'printInterestSheet', summary: 'Its interest sheet to be printed' })
  @ApiOkResponse({
    description: 'A page.',
    content: { 'text/html': { schema: { type: 'string', example: '<!doctype html>…' } } },
  })
  async page(
    @Param('id') id: string,
    @Query() { on }: LedgerDayInput,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const ledger = await this.ledgers.of(principal, id, on);
    void reply
      .type('text/html; charset=utf-8')
      .headers({ 'Content-Security-Policy': PAGE_POLICY, 'Cache-Control': 'private, no-store' });
    return sheetPage(`${ledger.record.number} 逾期利息计算表`, interestSheet(ledger));
  }

  @Get('portfolio.xlsx')
  @Roles(...moneyReaders)
  @Costs(60)
  @KeyScope('documents')
  @ApiOperation({
    operationId: 'readPortfolio',
    summary: 'The money of every arrears case in your scope to a day, as a workbook',
  })
  @ApiOkResponse(aSheet)
  many(@Query() filter: PortfolioInput, @CurrentPrincipal() principal: Principal): StreamableFile {
    const on = filter.on ?? chinaDate(this.time.now());
    return attached(xlsxOf(this.portfolio.rows(principal, filter)), `portfolio-${on}`);
  }

  @Get('red-flags')
  @Roles('acceptorHead', 'auditor')
  @ApiOperation({
    operationId: 'listRedFlags',
    summary: 'What auditors look for in the ledgers, the newest first',
  })
  @ApiOkResponse({ description: 'A page of lines that are marked.', type: RedFlagsView })
  redFlags(
    @Query() filter: RedFlagFilterInput,
    @CurrentPrincipal() principal: Principal,
  ): Promise<RedFlagsView> {
    return this.flags.page(principal, filter);
  }
}

function attached(content: ReturnType<typeof xlsxOf>, name: string): StreamableFile {
  return new StreamableFile(content, {
    type: xlsxType,
    disposition: `attachment; filename="${name}.xlsx"`,
  });
}
