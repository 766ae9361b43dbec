/**
 * Measures of an official document after GB/T 9704—2012 (党政机关公文格式): A4, 22 lines of 28
 * characters in a field of 156 × 225 mm. In twips, twentieths of a point.
 */
export const mm = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440);

export const page = {
  width: mm(210),
  height: mm(297),
  top: mm(37),
  bottom: mm(35),
  left: mm(28),
  right: mm(26),
  /** The page number stands 7 mm below the field. */
  footer: mm(23),
} as const;

/** The field's height in 22 lines. */
export const LINE = Math.floor(mm(225) / 22);

/** Three of Chinese sizes, in half points: 二号, 三号, 四号. */
export const size = { title: 44, body: 32, small: 28 } as const;

/** One character of the body (三号), and of the small print (四号). */
export const EM = 320;
export const SMALL_EM = 280;

/** 28 characters of 16 points are a little wider than the field: each is set closer by this. */
export const TIGHT = -5;

export const FIELD_WIDTH = page.width - page.left - page.right;

export const RED = 'C00000';

/**
 * The typefaces by the names that Chinese offices have them under; machines without them find the
 * others, which `fontTable.xml` names as their equals.
 */
export const fonts = {
  song: '方正小标宋简体',
  fang: '仿宋_GB2312',
  hei: '黑体',
  kai: '楷体_GB2312',
} as const;

export const equals: Readonly<Record<string, string>> = {
  [fonts.song]: '方正小标宋_GBK,小标宋体,华文中宋,宋体,SimSun,Noto Serif CJK SC',
  [fonts.fang]: '仿宋,FangSong,华文仿宋,STFangsong,Noto Serif CJK SC',
  [fonts.hei]: 'SimHei,黑体-简,Noto Sans CJK SC',
  [fonts.kai]: '楷体,KaiTi,华文楷体,STKaiti,Noto Serif CJK SC',
};

/**
 * The style of lines that are higher or lower than those of the grid. Word leaves lines of a fixed
 * height as they are, Writer makes them as high as the next lines of the grid unless told not to.
 */
export const OFF_GRID = 'OffGrid';
