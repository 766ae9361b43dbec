import { Transform } from 'class-transformer';
import { IsNotEmpty, IsString, MaxLength, ValidateBy, buildMessage } from 'class-validator';
import {
  LONGEST_MAILBOX,
  asLine,
  asText,
  isMailbox,
  isPlainLine,
  isPlainName,
  isPlainText,
} from '../kernel/plain-text.js';
import { isTelephone, LONGEST_TELEPHONE } from '../kernel/telephone.js';

/** What else is said of a text. */
export interface TextOptions {
  /** The property is a list, and each of its items such a text. */
  readonly each?: boolean;
  /** An empty text is taken: for remarks that a form sends whether or not they were written. */
  readonly mayBeEmpty?: boolean;
}

/** How a kind of text is brought into one form, and what it must be then. */
interface TextKind {
  /** The stable rule in errors. */
  readonly name: string;
  readonly sentence: string;
  readonly normalise: (text: string) => string;
  readonly holds: (text: string) => boolean;
}

/** Each rule says one thing: what is no text, empty or too long is told by the rule for it. */
function kindOfText({ name, sentence, normalise, holds }: TextKind) {
  return (most: number, options: TextOptions = {}): PropertyDecorator => {
    const { each = false, mayBeEmpty = false } = options;
    const normalised = (value: unknown) => (typeof value === 'string' ? normalise(value) : value);
    const decorators = [
      Transform(({ value }: { value: unknown }) =>
        each && Array.isArray(value) ? value.map(normalised) : normalised(value),
      ),
      IsString({ each }),
      ...(mayBeEmpty ? [] : [IsNotEmpty({ each })]),
      MaxLength(most, { each }),
      ValidateBy(
        {
          name,
          validator: {
            validate: (value: unknown) => typeof value !== 'string' || value === '' || holds(value),
            defaultMessage: buildMessage((prefix) => `${prefix}$property ${sentence}`, { each }),
          },
        },
        { each },
      ),
    ];
    return (target, key) => {
      for (const decorate of decorators) decorate(target, key);
    };
  };
}

/**
 * What somebody or something is called, at most so many characters. It may stand in an official
 * letter: one line, without hidden characters, links or e-mail addresses.
 */
export const IsName = kindOfText({
  name: 'isName',
  sentence:
    'must be a name of one line: no control, hidden or private characters, no link and no e-mail address',
  normalise: asLine,
  holds: isPlainName,
});

/** A text of one line, such as the number of a document: no control or hidden characters. */
export const IsLine = kindOfText({
  name: 'isLine',
  sentence: 'must be one line without control, hidden or private characters',
  normalise: asLine,
  holds: isPlainLine,
});

/** The name of a file, which stays as its sender knows it: one plain line, unchanged. */
export const IsFileName = kindOfText({
  name: 'isFileName',
  sentence: 'must be the name of a file without control, hidden or private characters',
  normalise: (text) => text,
  holds: isPlainLine,
});

/** A text of many lines: CRLF becomes LF, and nothing turns round the direction of reading. */
export const IsText = kindOfText({
  name: 'isText',
  sentence: 'must not contain characters that turn round the direction of reading',
  normalise: asText,
  holds: isPlainText,
});

const mailbox = kindOfText({
  name: 'isEmail',
  sentence:
    'must be an e-mail address that every mail server takes: ASCII, without quotes, at a domain with a dot',
  normalise: (text) => text.trim(),
  holds: isMailbox,
});

const telephone = kindOfText({
  name: 'isTelephone',
  sentence: 'must be one telephone number, such as 0771-5000000, 13800000000 or +852 2123 4567',
  normalise: asLine,
  holds: isTelephone,
});

/** One telephone number, by which somebody can be reached. */
export const IsTelephone = (): PropertyDecorator => telephone(LONGEST_TELEPHONE);

/** An e-mail address that can receive. */
export const IsMailbox = (): PropertyDecorator => mailbox(LONGEST_MAILBOX);
