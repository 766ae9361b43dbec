import type { Label } from '../../src/definition/index.js';
import { publicBodies } from './measure.codes.js';
import type { MeasureContext } from './measure.context.js';

/**
 * What somebody may do against a measure (救济途径). What is done to a public body within the
 * administration is no matter of reconsideration or of the courts; it may complain to the issuer or
 * above. To an enterprise it is an administrative act like any other; since 2024 the government of the
 * same level reconsiders what its departments do (行政复议法第二十四条), and the department above only
 * where authorities are led from above (第二十七条). A reading: docs/readings.md.
 */
export function remediesOf({ target }: Pick<MeasureContext, 'target'>): Label {
  return publicBodies.some((type) => type === target)
    ? {
        zh: '你单位对本文书有异议的，可以书面向发出机关申诉，也可以向其上级机关申请复核；申诉、复核期间不停止执行。',
        en: 'You may object in writing to the issuing authority, or ask the one above it to review it; it stands meanwhile.',
      }
    : {
        zh: '你单位不服本文书的，可以自收到之日起60日内向发出机关的本级人民政府申请行政复议（实行垂直领导的机关发出的，向其上一级主管部门申请），也可以自收到之日起6个月内依法向人民法院提起行政诉讼；复议、诉讼期间不停止执行，法律另有规定的除外。',
        en: 'You may ask for administrative reconsideration within 60 days at the government of the same level as the issuing authority (at the department above it, where it is led from above), or sue in court within 6 months; it stands meanwhile unless the law says otherwise.',
      };
}
