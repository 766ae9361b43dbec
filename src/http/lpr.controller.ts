import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Listed } from './listed.js';
import { CurrentPrincipal, Public, Roles } from '../identity/access.decorators.js';
import type { Principal } from '../identity/principal.js';
import { TimeSource } from '../kernel/time-source.js';
import { LprImportInput } from '../rates/lpr-import.input.js';
import {
  LprPublications,
  type LprImported,
  type SourcedPublication,
} from '../rates/lpr-publications.js';

class LprPublicationView implements SourcedPublication {
  @ApiProperty({ type: String, format: 'date', example: '2026-09-20' })
  readonly publishedOn!: string;

  @ApiProperty({ type: String, description: 'Percent per year', example: '3.00' })
  readonly rate!: string;

  @ApiProperty({ type: Number, description: 'More than 1: it was corrected', example: 1 })
  readonly revision!: number;

  @ApiProperty({ type: String, description: 'Where it was read', example: 'seeds/lpr.csv' })
  readonly source!: string;
}

class LprPublicationsView {
  @ApiProperty({ type: [LprPublicationView] })
  readonly items!: readonly LprPublicationView[];
}

class LprImportedView implements LprImported {
  @ApiProperty({ type: Number, example: 1 })
  readonly added!: number;

  @ApiProperty({ type: Number, example: 0 })
  readonly corrected!: number;

  @ApiProperty({ type: Number, description: 'Were there already', example: 0 })
  readonly unchanged!: number;
}

@ApiTags('Calculators')
@Controller('lpr-publications')
export class LprController {
  constructor(
    private readonly publications: LprPublications,
    private readonly time: TimeSource,
  ) {}

  @Get()
  @Listed()
  @Public()
  @ApiOperation({ operationId: 'listLpr', summary: 'The one-year LPR by which rates are compared' })
  @ApiOkResponse({ description: 'Every publication known here.', type: LprPublicationsView })
  async list(): Promise<LprPublicationsView> {
    return { items: await this.publications.all() };
  }

  @Post()
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({
    operationId: 'importLpr',
    summary: 'Add publications of the one-year LPR',
    description: 'A day that is there already with another rate is corrected, and both are kept.',
  })
  @ApiOkResponse({ description: 'What was added.', type: LprImportedView })
  add(
    @Body() input: LprImportInput,
    @CurrentPrincipal() { accountId }: Principal,
  ): Promise<LprImportedView> {
    return this.publications.import(input, accountId, this.time.now());
  }
}
