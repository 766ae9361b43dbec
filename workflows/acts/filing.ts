import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  Equals,
  IsArray,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import {
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

export type RespondentType = (typeof respondentTypes)[number];

/** Organs and institutions (机关、事业单位), and not an enterprise of whatever owner. */
export const isPublicBody = (type: RespondentType): boolean =>
  type === 'government' || type === 'publicInstitution';

/** Whom the complaint is about; `types` are the kinds of body that this workflow may touch. */
export function respondentOf<T extends RespondentType>(types: readonly T[]) {
  class Respondent {
    @IsName(200)
    readonly name!: string;

    /** Unified social credit code, where the enterprise knows it. */
    @IsOptional()
    @IsUscc()
    readonly uscc?: string;

    /** The body itself, where the enterprise finds it among those that are known; see `GET /bodies`. */
    @IsOptional()
    @IsUUID()
    readonly organisationId?: string;

    @IsIn(types)
    readonly type!: T;

    /** Where the respondent acts, which decides the city that handles the case. */
    @IsGuangxiDivision()
    readonly divisionCode!: string;

    @IsOptional()
    @IsMailbox()
    readonly contactEmail?: string;
  }
  return Respondent;
}

/** What the enterprise declares with its name and seal (真实性承诺、未进入其他程序承诺). */
export class Statement {
  @Equals(true, { message: 'truthful must be true: the enterprise answers for what it files' })
  readonly truthful!: true;

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
    @ValidateNested()
    @Type(() => respondentClass)
    @IsNotEmpty()
    readonly respondent!: R;

    /** What happened. */
    @IsText(20_000)
    readonly facts!: string;

    /** What the enterprise asks for. */
    @IsText(5_000)
    readonly request!: string;

    /** Files that were uploaded before (`POST /uploads`), by their ids. */
    @IsFiles()
    readonly evidence?: readonly string[];

    /** What the enterprise's own books call the matter; nobody else needs it. */
    @IsOptional()
    @IsLine(100)
    readonly externalRef?: string;

    /**
     * Why this is another matter than an earlier complaint with a number of the same contract,
     * document or invoice; officers read it.
     */
    @IsOptional()
    @IsText(500)
    readonly sameMatterReason?: string;

    @ValidateNested()
    @Type(() => statementClass)
    @IsNotEmpty()
    readonly statement!: S;
  }
  return FilingFields;
}
