import { ApiProperty, PickType } from '@nestjs/swagger';
import type { FilingDoubt, Label } from '../definition/index.js';
import { TextView } from './basis.view.js';
import { CaseView } from './case.view.js';

export class FilingDoubtView {
  @ApiProperty({ type: String, example: 'claim.items[1]' })
  readonly path!: string;

  @ApiProperty({ type: String, example: 'itemsDiffer' })
  readonly rule!: string;

  @ApiProperty({ type: TextView })
  readonly message!: Label;
}

const DoubtsProperty = (): PropertyDecorator =>
  ApiProperty({
    type: [FilingDoubtView],
    description: 'What looks like a slip; nothing was refused for it',
  });

/** A complaint that has just been filed. */
export class FiledCaseView extends CaseView {
  @DoubtsProperty()
  readonly doubts!: readonly FilingDoubt[];
}

/** What a case would begin with; what it would be called, nobody knows yet. */
const wouldBe = [
  ...(['kind', 'kindLabel', 'state', 'stateLabel', 'nextStep', 'acceptorUnit'] as const),
  ...(['cityCode', 'divisionCode', 'filedOn', 'clocks', 'money'] as const),
] as const;

/** A complaint that would be taken as it is. */
export class CheckedComplaintView extends PickType(CaseView, wouldBe) {
  @ApiProperty({ type: Boolean, description: 'Nothing was filed', example: true })
  readonly dryRun = true;

  @DoubtsProperty()
  readonly doubts: readonly FilingDoubt[];

  constructor(filed: FiledCaseView) {
    super();
    const kept = Object.fromEntries(wouldBe.map((name) => [name, filed[name]]));
    Object.assign(this, kept);
    this.doubts = filed.doubts;
  }
}
