/** A form on its way to the desk: whether it is being sent, and why it was refused. */

import { Problem } from "./api";

export class Sending {
  on = $state(false);
  refused = $state("");

  async send(act: () => Promise<void>): Promise<void> {
    this.on = true;
    this.refused = "";
    try {
      await act();
    } catch (cause) {
      this.refused = cause instanceof Problem ? cause.detail || cause.message : String(cause);
    } finally {
      this.on = false;
    }
  }
}
