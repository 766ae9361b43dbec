import { ApiProperty } from '@nestjs/swagger';
import { marks, warningUnits, type Label, type WarningUnit } from '../definition/index.js';
import { BasisView, TextView } from './basis.view.js';
import { TermView } from './case-clocks.view.js';

export class WorkflowSummaryView {
  @ApiProperty({ type: String, example: 'promise' })
  readonly key!: string;

  @ApiProperty({ type: Number, example: 1 })
  readonly version!: number;

  @ApiProperty({ type: TextView })
  readonly label!: Label;
}

export class WorkflowsView {
  @ApiProperty({ type: [WorkflowSummaryView] })
  readonly items!: readonly WorkflowSummaryView[];
}

export class WorkflowStateView {
  @ApiProperty({ type: String, example: 'handling' })
  readonly name!: string;

  @ApiProperty({ type: TextView })
  readonly label!: Label;

  @ApiProperty({ type: String, nullable: true, example: 'handler' })
  readonly holder!: string | null;

  @ApiProperty({ type: TextView })
  readonly next!: Label;

  @ApiProperty({ type: Boolean, example: false })
  readonly final!: boolean;

  @ApiProperty({
    type: Boolean,
    required: false,
    description: 'The case counts as closed in it, although it may be opened again',
    example: true,
  })
  readonly closed?: boolean;
}

export class ApartFromView {
  @ApiProperty({ type: String, example: 'extension.request' })
  readonly act!: string;

  @ApiProperty({ type: TextView })
  readonly why!: Label;

  @ApiProperty({ type: TextView, nullable: true, description: 'In which cases; null: in all' })
  readonly where!: Label | null;
}

export class WorkflowEventView {
  @ApiProperty({ type: String, example: 'complaint.accept' })
  readonly type!: string;

  @ApiProperty({ type: TextView })
  readonly label!: Label;

  @ApiProperty({ type: [String], example: ['acceptor', 'acceptorHead'] })
  readonly by!: readonly string[];

  @ApiProperty({ type: BasisView, nullable: true })
  readonly basis!: BasisView | null;

  @ApiProperty({
    type: [ApartFromView],
    description: 'Acts whose last doers, and their deputies, may not do this one',
  })
  readonly apartFrom!: readonly ApartFromView[];
}

export class LadderRungView {
  @ApiProperty({ type: Number, description: 'From the due date, in `unit`s', example: -3 })
  readonly offset!: number;

  @ApiProperty({ type: String, enum: warningUnits, example: 'workingDay' })
  readonly unit!: WarningUnit;

  @ApiProperty({ type: [String], example: ['deadlineNear'] })
  readonly notices!: readonly string[];
}

export class WorkflowClockView {
  @ApiProperty({ type: String, example: 'cityReply' })
  readonly name!: string;

  @ApiProperty({ type: String, example: 'P-HANDLE' })
  readonly id!: string;

  @ApiProperty({ type: TextView })
  readonly label!: Label;

  @ApiProperty({ type: TermView })
  readonly term!: TermView;

  @ApiProperty({ type: TermView, nullable: true })
  readonly cap!: TermView | null;

  @ApiProperty({ type: String, example: 'handler' })
  readonly owedBy!: string;

  @ApiProperty({ type: BasisView })
  readonly basis!: BasisView;

  @ApiProperty({ type: String, enum: marks, example: 'policy' })
  readonly mark!: string;

  @ApiProperty({
    type: String,
    description: 'The version of the policy that holds today; see GET /policies/{policy}',
    example: 'promise.cityReply@1',
  })
  readonly policyId!: string;

  @ApiProperty({ type: [LadderRungView], description: 'Warnings and reminders' })
  readonly stages!: readonly LadderRungView[];
}

export class DataTableView {
  @ApiProperty({ type: String, example: 'Measures' })
  readonly title!: string;

  @ApiProperty({ type: [String], example: ['measure', 'proposed by'] })
  readonly head!: readonly string[];

  @ApiProperty({
    type: 'array',
    items: { type: 'array', items: { type: 'string' } },
    example: [['supervisionNotice', 'handler']],
  })
  readonly rows!: readonly (readonly string[])[];
}

export class WorkflowView extends WorkflowSummaryView {
  @ApiProperty({ type: [WorkflowStateView] })
  readonly states!: readonly WorkflowStateView[];

  @ApiProperty({ type: [WorkflowEventView] })
  readonly events!: readonly WorkflowEventView[];

  @ApiProperty({ type: [WorkflowClockView] })
  readonly clocks!: readonly WorkflowClockView[];

  @ApiProperty({ type: [DataTableView], description: 'Data that it works by' })
  readonly tables!: readonly DataTableView[];

  @ApiProperty({
    type: String,
    description: 'A Mermaid state diagram, drawn from the machine',
    example: 'stateDiagram-v2\n  [*] --> submitted',
  })
  readonly mermaid!: string;
}
