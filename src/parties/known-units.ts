import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Label } from '../definition/index.js';

/** What every act and every letter asks of a unit. */
export interface KnownUnit {
  readonly id: string;
  readonly name: Label;
  readonly kinds: readonly string[];
  readonly divisionCode: string;
}

/**
 * The units as this process knows them, read once. Only the seeds write units, and a process sows
 * them before it serves; one that another, newer process has added is found when it is asked for.
 */
@Injectable()
export class KnownUnits {
  private units: ReadonlyMap<string, KnownUnit> = new Map();

  async find(tx: EntityManager, id: string): Promise<KnownUnit | null> {
    if (!this.units.has(id)) await this.read(tx);
    return this.units.get(id) ?? null;
  }

  /** The ids of the units that belong to the divisions themselves, not to those below. */
  async inDivisions(tx: EntityManager, codes: readonly string[]): Promise<readonly string[]> {
    if (this.units.size === 0) await this.read(tx);
    const found = [...this.units.values()].filter((unit) => codes.includes(unit.divisionCode));
    return found.map(({ id }) => id);
  }

  private async read(tx: EntityManager): Promise<void> {
    const rows = await tx.query<KnownUnit[]>(
      `SELECT id, json_build_object('zh', name_zh, 'en', name_en) AS name, kinds,
              division_code AS "divisionCode" FROM units`,
    );
    this.units = new Map(rows.map((unit) => [unit.id, unit]));
  }
}
