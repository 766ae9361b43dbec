/**
 * Numbers as people in China write them: of a mobile, of a landline with its area and an extension,
 * 400 and 800, the short ones of hotlines (12345), and any number abroad with `+`.
 */
const TELEPHONE =
  /^(?:(?:\+?86[ -]?)?(?:1[3-9]\d{9}|0?[1-9]\d{1,2}[ -]?[2-9]\d{6,7}|\(0\d{2,3}\)[ -]?[2-9]\d{6,7})(?:[ -]?(?:转|ext\.?|-)[ ]?\d{1,6})?|[48]00[ -]?\d{3,4}[ -]?\d{3,4}|1\d{4}|\+(?!86)\d[\d -]{5,18}\d)$/i;

export const LONGEST_TELEPHONE = 30;

export const isTelephone = (text: string): boolean =>
  text.length <= LONGEST_TELEPHONE && TELEPHONE.test(text);
