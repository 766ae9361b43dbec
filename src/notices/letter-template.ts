import Handlebars from 'handlebars';
import type { JsonObject } from '../kernel/json.js';

type Fill = (variables: JsonObject) => string;

/** One template file, ready to be filled in. */
export interface LetterTemplate {
  readonly subject: Fill;
  readonly body: Fill;
  /** Every variable that the file names, as `caseNumber` or `deadline.dueOn`. */
  readonly names: ReadonlySet<string>;
}

const FRONT_MATTER = /^---\r?\nsubject:[ \t]*(?<subject>.+?)[ \t]*\r?\n---\r?\n(?<body>[^]*)$/;

/**
 * Reads a template: one line of front matter, `subject: …`, then Markdown, both with Handlebars.
 * Strict: a name without a value is an error, not an empty place in a letter. Handlebars escapes
 * nothing here, because it is given no values, only their slots.
 *
 * @throws Error when the front matter or the Handlebars syntax is wrong
 */
export function parseTemplate(source: string): LetterTemplate {
  const parts = FRONT_MATTER.exec(source)?.groups;
  if (!parts) throw new Error('does not begin with "---", one line "subject: …" and "---"');
  const subject = Handlebars.parse(parts['subject'] ?? '');
  const body = Handlebars.parse(parts['body'] ?? '');
  return { subject: compile(subject), body: compile(body), names: namesIn(subject, body) };
}

function compile(program: hbs.AST.Program): Fill {
  const fill = Handlebars.compile<JsonObject>(program, {
    strict: true,
    noEscape: true,
    knownHelpersOnly: true,
  });
  return (variables) => fill(variables);
}

/**
 * The names a template asks for at its top level. Filling it in shows only those on the way
 * taken, and Handlebars forgives an unknown name in a condition even when it is strict.
 */
function namesIn(...programs: readonly hbs.AST.Program[]): ReadonlySet<string> {
  const names = new Set<string>();
  const visitor = new (class extends Handlebars.Visitor {
    private depth = 0;

    override PathExpression(path: hbs.AST.PathExpression): void {
      if (path.depth === this.depth && !path.data) names.add(path.parts.join('.'));
    }

    override BlockStatement(block: hbs.AST.BlockStatement): void {
      const changesContext = ['each', 'with'].includes(block.path.original);
      block.params.forEach((param) => {
        this.accept(param);
      });
      if (changesContext) this.depth += 1;
      this.accept(block.program);
      if (changesContext) this.depth -= 1;
      // The types say that there always is one; a block without `else` has none.
      const otherwise = block.inverse as hbs.AST.Program | undefined;
      if (otherwise) this.accept(otherwise);
    }
  })();
  for (const program of programs) visitor.accept(program);
  names.delete('');
  return names;
}
