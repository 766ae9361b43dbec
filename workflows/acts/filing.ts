import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  Equals,
  IsArray,
  IsNotEmpty,
  IsOptional,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import {
  Asks,
  type CodeWords,
  IsCode,
  IsLine,
  IsMailbox,
  IsName,
  IsText,
  IsGuangxiDivision,
  IsUscc,
  type CitedFile,
  type Identifier,
  type IdentifierSort,
  type PayloadClass,
} from '../../src/definition/index.js';

export const respondentTypes = [
  'government',
  'publicInstitution',
  'stateOwnedEnterprise',
  'largeEnterprise',
] as const;

export const respondentTypeWords = {
  government: { zh: '行政机关', en: 'government body' },
  publicInstitution: { zh: '事业单位', en: 'public institution' },
  stateOwnedEnterprise: { zh: '国有企业', en: 'state-owned enterprise' },
  largeEnterprise: { zh: '大型企业', en: 'large enterprise' },
} as const satisfies CodeWords<(typeof respondentTypes)[number]>;

export type RespondentType = (typeof respondentTypes)[number];

/** Organs and institutions (机关、事业单位), and not an enterprise of whatever owner. */
export const isPublicBody = (type: RespondentType): boolean =>
  type === 'government' || type === 'publicInstitution';

/** Whom the complaint is about; `types` are the kinds of body that this workflow may touch. */
export function respondentOf<T extends RespondentType>(types: readonly T[]) {
  class Respondent {
    @Asks('被投诉人名称', 'Name of the respondent')
    @IsName(200)
    readonly name!: string;

    /** Unified social credit code, where the enterprise knows it. */
    @Asks('被投诉人统一社会信用代码', 'Unified social credit code of the respondent')
    @IsOptional()
    @IsUscc()
    readonly uscc?: string;

    /** The body itself, where the enterprise finds it among those that are known; see `GET /bodies`. */
    @Asks('名录中的被投诉人', 'Respondent in the directory', { field: 'organisation' })
    @IsOptional()
    @IsUUID()
    readonly organisationId?: string;

    @Asks('被投诉人类型', 'Type of the respondent')
    @IsCode(respondentTypeWords, { among: types })
    readonly type!: T;

    /** Where the respondent acts, which decides the city that handles the case. */
    @Asks('被投诉事项所在地', 'Place of the matter', {
      hint: { zh: '据此确定办理的设区市', en: 'It decides which city handles the complaint' },
    })
    @IsGuangxiDivision()
    readonly divisionCode!: string;

    @Asks('被投诉人电子邮箱', 'E-mail address of the respondent')
    @IsOptional()
    @IsMailbox()
    readonly contactEmail?: string;
  }
  return Respondent;
}

/** What the enterprise declares with its name and seal (真实性承诺、未进入其他程序承诺). */
export class Statement {
  @Asks('真实性承诺', 'Declaration of truth')
  @Equals(true, { message: 'truthful must be true: the enterprise answers for what it files' })
  readonly truthful!: true;

  @Asks('未进入其他程序的承诺', 'Declaration that no other procedure is under way', {
    hint: {
      zh: '未进入诉讼、仲裁、行政复议或者其他机关、调解组织的处理程序',
      en: 'No court, arbitration, other authority or mediation body has taken up the matter',
    },
  })
  @Equals(true, {
    message:
      'noOtherProcedure must be true: no court, arbitration, other authority or mediation body has taken up the matter',
  })
  readonly noOtherProcedure!: true;
}

/** Files of a complaint, or of one of its items. */
const MOST_FILES = 50;

/** Ids of files that were uploaded before. */
export function IsFiles(): PropertyDecorator {
  const rules = [
    IsOptional(),
    IsArray(),
    ArrayMaxSize(MOST_FILES),
    IsUUID(undefined, { each: true }),
  ];
  return (target, key) => {
    for (const rule of rules) rule(target, key);
  };
}

/** What a list of files cites, by its path. */
export const filesAt = (path: string, ids: readonly string[] = []): readonly CitedFile[] =>
  ids.map((id, index) => ({ path: `${path}[${index}]`, id: id.toLowerCase() }));

/** The numbers of one sort, where they were given. */
export const identifiersAs = (
  sort: IdentifierSort,
  ...values: readonly (string | undefined)[]
): readonly Identifier[] =>
  values.flatMap((value) => (value === undefined || value === '' ? [] : [{ sort, value }]));

/** The fields that every filing begins with. */
export function filingOf<R extends object, S extends object>(
  respondentClass: PayloadClass<R>,
  statementClass: PayloadClass<S>,
) {
  class FilingFields {
    @Asks('被投诉人', 'Respondent')
    @ValidateNested()
    @Type(() => respondentClass)
    @IsNotEmpty()
    readonly respondent!: R;

    /** What happened. */
    @Asks('事实经过', 'What happened')
    @IsText(20_000)
    readonly facts!: string;

    /** What the enterprise asks for. */
    @Asks('投诉请求', 'What you ask for')
    @IsText(5_000)
    readonly request!: string;

    /** Files that were uploaded before (`POST /uploads`), by their ids. */
    @Asks('证据材料', 'Evidence')
    @IsFiles()
    readonly evidence?: readonly string[];

    /** What the enterprise's own books call the matter; nobody else needs it. */
    @Asks('企业内部编号', 'Your own reference')
    @IsOptional()
    @IsLine(100)
    readonly externalRef?: string;

    /**
     * Why this is another matter than an earlier complaint with a number of the same contract,
     * document or invoice; officers read it.
     */
    @Asks('不属于重复投诉的理由', 'Why this is another matter', {
      hint: {
        zh: '与以前投诉的合同、文件或者发票编号相同时填写',
        en: 'Asked where an earlier complaint bears the same number of a contract, document or invoice',
      },
    })
    @IsOptional()
    @IsText(500)
    readonly sameMatterReason?: string;

    @Asks('承诺', 'Declarations')
    @ValidateNested()
    @Type(() => statementClass)
    @IsNotEmpty()
    readonly statement!: S;
  }
  return FilingFields;
}
