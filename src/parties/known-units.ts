import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Capacity, Label } from '../definition/index.js';
import type { UnitContact } from '../engine/party-directory.js';
import { RuleBook } from '../policies/rule-book.js';

/** What every act and every letter asks of a unit. */
export interface KnownUnit {
  readonly id: string;
  readonly name: Label;
  readonly kinds: readonly string[];
  readonly divisionCode: string;
  readonly contact: UnitContact;
  readonly capacities: readonly Capacity[];
}

/**
 * The units as this process knows them. The seeds write them, and a process sows them before it
 * serves; one that another, newer process has added is found when it is asked for. What the
 * administrator changes raises the number of the rules, by which every process reads anew.
 */
@Injectable()
export class KnownUnits {
  private units: ReadonlyMap<string, KnownUnit> = new Map();
  private revision = 0;

  constructor(private readonly rules: RuleBook) {}

  async find(tx: EntityManager, id: string): Promise<KnownUnit | null> {
    if (this.isOld() || !this.units.has(id)) await this.read(tx);
    return this.units.get(id) ?? null;
  }

  /** The ids of the units that belong to the divisions themselves, not to those below. */
  async inDivisions(tx: EntityManager, codes: readonly string[]): Promise<readonly string[]> {
    if (this.isOld() || this.units.size === 0) await this.read(tx);
    const found = [...this.units.values()].filter((unit) => codes.includes(unit.divisionCode));
    return found.map(({ id }) => id);
  }

  private isOld(): boolean {
    return this.revision !== this.rules.heldRevision;
  }

  private async read(tx: EntityManager): Promise<void> {
    // The number first: a change in between is then read the next time.
    this.revision = this.rules.heldRevision;
    const rows = await tx.query<KnownUnit[]>(
      `SELECT id, json_build_object('zh', name_zh, 'en', name_en) AS name, kinds, capacities,
              division_code AS "divisionCode",
              json_build_object('office', contact_office, 'person', contact_person,
                                'telephone', telephone, 'address', address) AS contact
         FROM units`,
    );
    this.units = new Map(rows.map((unit) => [unit.id, unit]));
  }
}
