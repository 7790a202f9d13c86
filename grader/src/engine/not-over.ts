import type { CheckDefinition } from '../check/definition.ts';
import type { CheckResult } from '../result/model.ts';
import { notOverMessage } from '../result/not-over.ts';
import type { Replay } from './collect.ts';

/** What is known of a check before it has ended: its points are undecided. */
export function notOver(title: string, definition: CheckDefinition, replay: Replay): CheckResult {
  const { part, theme, tier, visibility, points, proves } = definition;
  return {
    title,
    part,
    theme,
    tier,
    ...(visibility !== undefined && { visibility }),
    points,
    proves,
    verdict: 'inconclusive',
    earned: 0,
    message: notOverMessage,
    replay: replay(title, part),
    timelines: [],
    durationMs: 0,
    startMs: 0,
    heldMs: 0,
  };
}
