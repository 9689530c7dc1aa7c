/** How wide an element is, told whenever it changes. Nothing is measured by hand: that would lay the page out before it is whole. */

const told = new WeakMap<Element, (width: number) => void>();
let observer: ResizeObserver | null = null;

/** An attachment that tells the width of its element, first with the frame that draws it. */
export function room(tell: (width: number) => void): (element: Element) => () => void {
  return (element) => {
    observer ??= new ResizeObserver((entries) => {
      for (const entry of entries) told.get(entry.target)?.(Math.floor(entry.contentRect.width));
    });
    told.set(element, tell);
    observer.observe(element);
    return () => observer?.unobserve(element);
  };
}
