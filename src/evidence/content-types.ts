const DECLARATION = /<(?:[\w.-]+:)?(Default|Override)\b([^<>]*)>/g;
/** Ways of writing that would have to be understood before names can be told apart. */
const OBSCURE = /<!|&#|%|\0|\uFFFD/;
const MARKUP = /\bxml$|\+xml$/i;

/** What a package says its parts are (`[Content_Types].xml`), by which office programs go. */
export class ContentTypes {
  private readonly byExtension = new Map<string, string>();
  private readonly byName = new Map<string, string>();

  private readonly isObscure: boolean;

  constructor(xml: string) {
    this.isObscure = OBSCURE.test(xml);
    for (const [, kind, attributes = ''] of xml.matchAll(DECLARATION)) {
      const [types, key] =
        kind === 'Default' ? [this.byExtension, 'Extension'] : [this.byName, 'PartName'];
      types.set(valueOf(attributes, key).toLowerCase(), valueOf(attributes, 'ContentType'));
    }
  }

  /** Whether a part is read as markup, whatever its name ends in; where in doubt, it is. */
  isMarkup(name: string): boolean {
    if (this.isObscure) return true;
    const part = name.toLowerCase();
    const extension = part.slice(part.lastIndexOf('.') + 1);
    return MARKUP.test(this.byName.get(`/${part}`) ?? this.byExtension.get(extension) ?? '');
  }
}

function valueOf(attributes: string, name: string): string {
  return new RegExp(`(?<![\\w:.-])${name}\\s*=\\s*["']([^"']*)`).exec(attributes)?.[1] ?? '';
}
