/** Where a field begins, in what is remembered of the instructions; Word shows it so, too. */
const BEGIN = '{';

/**
 * Fields that start a program or fetch something when a document is opened or its fields are
 * brought up to date. A quotation by numbers spells whatever it likes.
 */
const REACHING = /\{\s*(?:DDEAUTO|DDE|LINK|IMPORT|INCLUDETEXT|INCLUDE|DATABASE|QUOTE\s+\d+)\b/i;
/** Instructions in a spelling that would have to be understood first. */
const OBSCURE = /&#|\0|\uFFFD/;

/** As far back as the longest name of a field and the blanks before it may reach. */
const REMEMBERED = 200;
/** In characters: no tag or run of text that an office program writes is longer. */
const LONGEST_RUN = 1024 * 1024;

/** A field of its own, the border of one in several runs, or a piece of its instruction. */
const FIELD =
  /<(?:[\w.-]+:)?(?:fldSimple\b([^<>]*)|fldChar\b([^<>]*)|instrText\b[^<>]*(?<!\/)>([^<]*)<(\/?))/g;

/** Whether the fields of a Word document reach outside, told while a part of it is read. */
export class WordFields {
  private rest = '';
  private instructions = '';
  private found = false;

  get reachOutside(): boolean {
    return this.found;
  }

  /** @throws RangeError for a run of text that no office program writes */
  read(xml: string): void {
    const text = this.rest + xml;
    // A piece of an instruction is whole where a tag closes behind it.
    const end = text.lastIndexOf('</') + 1;
    this.rest = text.slice(end);
    if (this.rest.length > LONGEST_RUN) throw new RangeError('a run without end');
    this.look(`${text.slice(0, end)}/`);
  }

  end(): void {
    this.look(this.rest);
  }

  private look(xml: string): void {
    for (const [, simple, border, piece, closes] of xml.matchAll(FIELD)) {
      if (simple !== undefined) this.remember(BEGIN + instructionIn(simple));
      else if (border !== undefined) this.remember(/begin/i.test(border) ? BEGIN : '');
      else if (closes === '/') this.remember(piece ?? '');
      // Something else stands inside of an instruction, which no office program writes.
      else this.found = true;
    }
  }

  private remember(instruction: string): void {
    this.instructions += instruction;
    this.found ||= REACHING.test(this.instructions) || OBSCURE.test(this.instructions);
    this.instructions = this.instructions.slice(-REMEMBERED);
  }
}

function instructionIn(attributes: string): string {
  return /\binstr\s*=\s*["']([^"']*)/.exec(attributes)?.[1] ?? '';
}
