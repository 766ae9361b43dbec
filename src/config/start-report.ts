import { Injectable } from '@nestjs/common';

/** What the person who starts the product reads once it is ready; any part may add to it. */
@Injectable()
export class StartReport {
  private readonly paragraphs: string[] = [];

  /** A paragraph of one or more lines. Parts add theirs in `onApplicationBootstrap`. */
  add(paragraph: string): void {
    this.paragraphs.push(paragraph);
  }

  text(): string {
    return this.paragraphs.join('\n\n');
  }
}
