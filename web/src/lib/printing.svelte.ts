/** Whether the page is being printed: on paper nothing can be unfolded, so everything is shown. */

import { flushSync } from "svelte";

class Printing {
  on = $state(false);

  constructor() {
    if (typeof addEventListener !== "function") return;
    addEventListener("beforeprint", () => flushSync(() => (this.on = true)));
    addEventListener("afterprint", () => (this.on = false));
  }
}

export const printing = new Printing();
