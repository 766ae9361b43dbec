import { ApiProperty } from '@nestjs/swagger';
import type { Label, LegalBasis } from '../definition/index.js';
import type { JsonObject } from '../kernel/json.js';
import { BasisView, TextView } from './basis.view.js';

/** What the hashes of a history chain: all that is stored, or what its reader is shown. */
export const historyChains = ['stored', 'shown'] as const;

export type HistoryChain = (typeof historyChains)[number];

const HASH = '5b1f0c2a9d8e7f60415263748596a7b8c9d0e1f2031425364758697a8b9cadbe';

/** An API key of the enterprise, as it was called when it was used. */
export class HistoryKeyView {
  @ApiProperty({ type: String, format: 'uuid', example: '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69' })
  readonly id!: string;

  @ApiProperty({ type: String, example: '财务系统' })
  readonly name!: string;
}

export class HistoryActorView {
  @ApiProperty({ type: String, example: 'handler' })
  readonly role!: string;

  @ApiProperty({ type: String, nullable: true, example: '南宁市投资促进局 经办' })
  readonly name!: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'uuid', example: null })
  readonly unitId!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uuid',
    description: 'The account that a deputy acted for',
    example: null,
  })
  readonly onBehalfOf!: string | null;

  @ApiProperty({
    type: Boolean,
    description:
      'Whether a system of the enterprise did it by an API key; false for who reads no names',
    example: false,
  })
  readonly byKey!: boolean;

  @ApiProperty({
    type: HistoryKeyView,
    nullable: true,
    description: 'By which of its keys, for the enterprise itself; null for everybody else',
    example: null,
  })
  readonly key!: HistoryKeyView | null;
}

export class HistoryEntryView {
  @ApiProperty({ type: Number, example: 3 })
  readonly seq!: number;

  @ApiProperty({ type: String, example: 'complaint.accept' })
  readonly event!: string;

  @ApiProperty({ type: TextView })
  readonly label!: Label;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The fields that the reader may see',
    example: { reason: '需核对三个年度的拨款凭证。' },
  })
  readonly payload!: JsonObject;

  @ApiProperty({ type: HistoryActorView })
  readonly actor!: HistoryActorView;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-09-18T02:15:00.000Z' })
  readonly at!: string;

  @ApiProperty({ type: String, format: 'date', description: 'Day in China', example: '2026-09-18' })
  readonly occurredOn!: string;

  @ApiProperty({ type: String, nullable: true, example: 'submitted' })
  readonly from!: string | null;

  @ApiProperty({ type: String, example: 'accepted' })
  readonly to!: string;

  @ApiProperty({ type: Number, example: 1 })
  readonly workflowVersion!: number;

  @ApiProperty({ type: BasisView, nullable: true })
  readonly basis!: LegalBasis | null;

  @ApiProperty({ type: String, example: HASH })
  readonly prevHash!: string;

  @ApiProperty({
    type: String,
    description:
      'SHA-256 in hexadecimal of `prevHash` and the canonical JSON (RFC 8785) of the entry; see `chain`',
    example: HASH,
  })
  readonly hash!: string;
}

export class HistoryView {
  @ApiProperty({ type: [HistoryEntryView] })
  readonly items!: readonly HistoryEntryView[];

  @ApiProperty({
    type: String,
    enum: historyChains,
    description:
      'What is chained: `stored`: the history as it is kept, for who reads all of it. `shown`: what you are shown, numbered and chained as if there were nothing else; you can compute each `hash` from this answer (the entry without `label`, `prevHash` and `hash`; the first `prevHash` is 64 zeros). What you have read before keeps its hash as long as your part in the case stays.',
    example: 'shown',
  })
  readonly chain!: HistoryChain;

  @ApiProperty({
    type: Boolean,
    description: 'Every stored hash was recomputed and fits',
    example: true,
  })
  readonly chainIntact!: boolean;
}
