/** What is pointed at: wherever the same thing stands on the screen, it is marked. */

class Highlight {
  voice = $state<string | null>(null);
  incident = $state<string | null>(null);
}

export const highlight = new Highlight();
