/** The voice that is pointed at: wherever it speaks on the screen, it is marked. */

class Highlight {
  voice = $state<string | null>(null);
}

export const highlight = new Highlight();
