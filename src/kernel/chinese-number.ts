const digits = [...'零一二三四五六七八九'];

/**
 * A whole number in Chinese numerals, as articles are counted: 25 → 二十五, 105 → 一百零五.
 *
 * @param number from 1 to 9999; the last article of the longest code, the Civil Code, is 1260
 * @throws RangeError for any other
 */
export function chineseNumber(number: number): string {
  if (!Number.isInteger(number) || number < 1 || number > 9_999) {
    throw new RangeError(`${String(number)} is not counted in Chinese numerals here.`);
  }
  const units = ['', '十', '百', '千'];
  const places = [...String(number)].map(Number);
  const text = places
    .map((digit, index) =>
      digit === 0 ? '零' : `${digits[digit] ?? ''}${units[places.length - 1 - index] ?? ''}`,
    )
    .join('')
    // One nought stands for a run of them, and none at the end.
    .replace(/零+/g, '零')
    .replace(/零$/, '');
  return text.startsWith('一十') ? text.slice(1) : text;
}
