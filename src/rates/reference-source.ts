import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { Config } from '../config/config.js';
import type { References } from '../definition/index.js';
import { RuleBook } from '../policies/rule-book.js';
import { LprPublications } from './lpr-publications.js';

/** What a calculation needs to know of the world, as it is known now. */
@Injectable()
export class ReferenceSource {
  constructor(
    private readonly calendar: WorkingCalendar,
    private readonly rules: RuleBook,
    private readonly lpr: LprPublications,
    private readonly config: Config,
  ) {}

  async read(tx?: EntityManager): Promise<References> {
    await this.rules.refresh(tx);
    return {
      calendar: this.calendar,
      lpr: await this.lpr.all(tx),
      dayBasis: this.config.interestDayBasis,
    };
  }
}
