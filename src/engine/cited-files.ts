import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor, CitedFile, FiledFile } from '../definition/index.js';
import { inputInvalid } from '../kernel/domain-error.js';
import type { Case } from './case.entity.js';

/** Who has the files that were uploaded before anything was filed. */
export interface FileRoom {
  /**
   * Takes files out of those that wait, in the order of their ids.
   *
   * @throws DomainError INPUT_INVALID for one that does not wait for this enterprise
   */
  take(
    tx: EntityManager,
    cited: readonly CitedFile[],
    enterpriseId: string,
  ): Promise<readonly WaitingFile[]>;

  /** Gives them to the case, once it is written. */
  keep(
    tx: EntityManager,
    files: readonly WaitingFile[],
    filed: { readonly record: Case; readonly actor: Actor; readonly at: Date },
  ): Promise<void>;
}

/** A case has room for more, for what is asked for later and what officers add. */
const MOST_CITED = 150;

/** A file that waits, with what its sender said of it. */
export interface WaitingFile extends FiledFile {
  readonly note: string | null;
}

/**
 * Lets a filing cite files that were uploaded before it, in its own transaction. The part of the
 * product that has files says so at the start; an engine by itself knows of none.
 */
@Injectable()
export class CitedFiles {
  private room: FileRoom | null = null;

  provide(room: FileRoom): void {
    this.room = room;
  }

  /** @throws DomainError INPUT_INVALID for a file that nobody has uploaded for the enterprise */
  async take(
    tx: EntityManager,
    cited: readonly CitedFile[],
    enterpriseId: string | null,
  ): Promise<readonly WaitingFile[]> {
    if (cited.length === 0) return [];
    if (!this.room || enterpriseId === null) throw notUploaded(cited);
    const different = [...new Map(cited.map((each) => [each.id, each])).values()];
    const [beyond] = different.slice(MOST_CITED);
    if (beyond) {
      const message = `A complaint may be filed with ${MOST_CITED} files; others can be added to it later.`;
      throw inputInvalid([{ path: beyond.path, rule: 'mostFiles', message }]);
    }
    return this.room.take(tx, cited, enterpriseId);
  }

  async keep(...given: Parameters<FileRoom['keep']>): Promise<void> {
    const [, files] = given;
    if (files.length > 0) await this.room?.keep(...given);
  }
}

export function notUploaded(cited: readonly CitedFile[]) {
  const message = 'There is no file of yours under this id that waits for a complaint.';
  return inputInvalid(cited.map(({ path }) => ({ path, rule: 'fileUploaded', message })));
}
