/** One of each sort that no text may hold: controls, noncharacters, halves of a pair. */
export const unwritable = [
  // In this order, or they would be a pair.
  '\udfff',
  '\ud800',
  '\0',
  '\u0001',
  '\u0008',
  '\u000b',
  '\u001f',
  '\u007f',
  '\u0085',
  '\ufdd0',
  '\ufffe',
  '\uffff',
  '\u{1ffff}',
  '\u{10fffe}',
].join('');

/** Whether any of them, or another of their sort, stands in a text. */
export const holdsUnwritable = (text: string): boolean =>
  /(?![\t\n\r])\p{Cc}|\p{Noncharacter_Code_Point}|\p{Surrogate}/u.test(text);
