/** Saves a plot as the picture it is, and its figures as a table. Everything happens in the browser. */

const PAINTED = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-size", "font-weight", "font-family", "text-anchor"] as const;

/** Rows as CSV: fields that hold a comma, a quote or a line break are quoted. */
export function csv(rows: (string | number)[][]): string {
  const field = (value: string | number) => (/[",\n\r]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));
  return rows.map((row) => row.map(field).join(",")).join("\r\n") + "\r\n";
}

/** A drawing with its colours written into it, so that it looks the same outside this page. */
function standing_alone(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = drawing.querySelectorAll<SVGElement>("*");
  copy.querySelectorAll<SVGElement>("*").forEach((element, position) => {
    const original = originals[position];
    if (!original) return;
    const seen = getComputedStyle(original);
    for (const name of PAINTED) element.setAttribute(name, seen.getPropertyValue(name));
    element.removeAttribute("class");
  });
  copy.removeAttribute("class");
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("direction", getComputedStyle(drawing).direction);
  return new XMLSerializer().serializeToString(copy);
}

function hand_over(text: string, kind: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: kind }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function save_drawing(drawing: SVGSVGElement, name: string): void {
  hand_over(standing_alone(drawing), "image/svg+xml", `${name}.svg`);
}

/** The mark in front lets spreadsheets read the Arabic. */
export function save_table(rows: (string | number)[][], name: string): void {
  hand_over(`\ufeff${csv(rows)}`, "text/csv", `${name}.csv`);
}
