/** What became other in an incident since somebody last looked. */

import type { ChangeStep, Course, Figures } from "./record";

/** The number of a mark: later moments have higher ones. */
export function moment_of(mark: string): number {
  return Number(mark.slice(1)) || 0;
}

export interface News {
  is_new: boolean;
  steps: ChangeStep[];
}

const NONE: News = { is_new: false, steps: [] };

/** What is new in an incident after the moment of a mark: that it was told at all, or each fact once, from what it was to what it is. */
export function news_since(course: Course | undefined, since: number): News {
  if (!course || moment_of(course.mark) <= since) return NONE;
  if (moment_of(course.first) > since) return { is_new: true, steps: [] };
  return { is_new: false, steps: folded(course.changes.filter((one) => moment_of(one.mark) > since)) };
}

/** The latest change of an incident, whoever has seen it. */
export function latest_news(course: Course | undefined): News {
  return course ? { is_new: false, steps: course.changes.filter((one) => one.mark === course.mark) } : NONE;
}

function folded(steps: ChangeStep[]): ChangeStep[] {
  const found = new Map<string, ChangeStep>();
  for (const step of steps) {
    // That a fact is disputed and that it no longer is are two ends of one thing: the last word counts.
    const key = `${step.kind === "settled" ? "disputed" : step.kind} ${step.fact}`;
    const before = found.get(key);
    found.delete(key);
    if (before && before.kind !== step.kind) continue;
    const whole = before ? { ...step, before: before.before } : step;
    if (whole.kind !== "toll" || JSON.stringify(whole.before) !== JSON.stringify(whole.after)) found.set(key, whole);
  }
  return [...found.values()];
}

/** Which figures tell the change of a toll: the likeliest counts, or the whole ranges where those stayed the same. */
export function told_figures(before: Figures, after: Figures): [Figures, Figures] {
  const best = (one: Figures): Figures => ({ low: one.best, best: one.best, high: one.best });
  return before.best !== null && after.best !== null && before.best !== after.best ? [best(before), best(after)] : [before, after];
}
