/**
 * The record counts Unicode code points; JavaScript strings count UTF-16 units. This is the only place that converts.
 */

const SURROGATE = /[\ud800-\udbff][\udc00-\udfff]/;

/** Gives, for one text, the way from a code point offset to an index into the JavaScript string. */
export function utf16_index(text: string): (code_point: number) => number {
  if (!SURROGATE.test(text)) {
    return (code_point) => Math.max(0, Math.min(code_point, text.length));
  }
  const indices: number[] = [];
  let index = 0;
  for (const letter of text) {
    indices.push(index);
    index += letter.length;
  }
  indices.push(index);
  return (code_point) => indices[Math.max(0, Math.min(code_point, indices.length - 1))] ?? text.length;
}
