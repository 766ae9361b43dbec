/**
 * Characters that look like those of bodies' names, each followed by the one that is meant: slips
 * of input methods and of text recognition (自冶区, 入民政府), signs of Japanese, and parts of
 * characters that copying from PDF leaves (U+2E80 ff., of which a normal form replaces two). For comparing
 * alone: a few of them are right in other words.
 */
const PAIRS =
  '巿市帀市冶治入人迸进囯国圀国甯宁寗宁寕宁厛厅廰厅髙高闗关曰日囗口己已巳已士土' +
  '産产発发経经総总労劳処处広广県县団团実实検检験验応应済济歩步亊事' +
  'エ工ロ口カ力タ夕ニ二ハ八ト卜ー一' +
  '⺠民⻄西⻘青⻓长⻔门⻋车⻅见⻉贝⻢马⻰龙⻚页⻛风⻥鱼⻩黄⻬齐⺟母⺪足⺫目⻁虎⻆角⻝食';

const meant: ReadonlyMap<string, string> = new Map(
  [...PAIRS.matchAll(/(.)(.)/gu)].map(([, seen = '', right = '']) => [seen, right]),
);

/** The text with the characters that are meant, as far as the list goes. */
export function meantCharacters(text: string): string {
  return Array.from(text, (character) => meant.get(character) ?? character).join('');
}
