import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { newSecret } from '../kernel/ids.js';
import { Transactions } from '../store/transactions.js';
import { LetterLink } from './letter-link.entity.js';
import { LetterLinkToken } from './letter-link-token.entity.js';
import type { RenderedLetter } from './template-library.js';

/** In bytes: 256 bits. */
const TOKEN_BYTES = 32;

/** What stands in the place of the token wherever a letter is kept or shown. */
const MASK = '***';

/** A link as the letter is written with it; the token is put in as the letter leaves. */
export const maskedLink = (publicUrl: string): string => `${publicUrl}/r/${MASK}`;

/** How a token is stored and found again. */
export const hashOfToken = (token: string): string => hash('sha256', token);

/** A letter whose link was revoked before it left. */
export class LinkRevoked extends Error {
  override readonly name = 'LinkRevoked';
}

/**
 * The links of letters, from the side of the mail. A token is made when its letter leaves and
 * stored as a hash only, so that nobody who reads the database, a dump or the file of the case can
 * use it. A letter that leaves twice carries two, of which either opens the link.
 */
@Injectable()
export class LetterLinks {
  private readonly masked: string;

  constructor(
    private readonly transactions: Transactions,
    { publicUrl }: Config,
  ) {
    this.masked = maskedLink(publicUrl);
  }

  /**
   * The letter as it leaves; one without a link as it is.
   *
   * @throws LinkRevoked
   */
  async addressed(
    caseId: string | null,
    id: string,
    letter: RenderedLetter,
    at: Date,
  ): Promise<RenderedLetter> {
    if (caseId === null || !letter.text.includes(this.masked)) return letter;
    const { manager } = this.transactions;
    const link = await manager.findOneBy(LetterLink, { caseId, id });
    if (!link) return letter;
    if (link.revokedAt !== null) throw new LinkRevoked('The link of this letter was revoked.');
    const token = newSecret(TOKEN_BYTES);
    const row = { hash: hashOfToken(token), caseId, linkId: id, madeAt: at };
    await manager.insert(LetterLinkToken, row);
    const open = this.masked.slice(0, -MASK.length) + token;
    return {
      ...letter,
      text: letter.text.replaceAll(this.masked, open),
      html: letter.html.replaceAll(this.masked, open),
    };
  }
}
