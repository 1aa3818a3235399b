/**
 * How wide a label will be, without asking a browser: the server and every client come to the same layout. Inter's
 * widths in thousandths of the type size; what is not in the table is taken as wide, so that labels are cut rather
 * than run over.
 */

const CLASSES: readonly [letters: string, width: number][] = [
  ["ijlI.,:;'|!’·", 285],
  ["ftr()[]- ", 370],
  ["sckvxyzJL/“”", 570],
  ["abdeghnopquEFTSZBPKXRYAV0123456789?&+–", 640],
  ["CDGHNUOQw", 760],
  ["mMW@%", 925],
];
const widthOf = new Map(CLASSES.flatMap(([letters, width]) => [...letters].map((letter) => [letter, width] as const)));
const UNKNOWN = 800;
const WIDE_SCRIPT =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]|\p{Extended_Pictographic}/u;

/** Width in px of `text` at a type size, rounded up. */
export function labelWidth(text: string, sizePx = 11): number {
  let thousandths = 0;
  for (const letter of text) thousandths += widthOf.get(letter) ?? (WIDE_SCRIPT.test(letter) ? 1100 : UNKNOWN);
  return Math.ceil((thousandths * sizePx) / 1000);
}
