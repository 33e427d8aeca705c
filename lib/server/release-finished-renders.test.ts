import { setImmediate as otherWork } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";

class Render {
  end(controller: AbortController, reason?: Error) {
    controller.abort(reason);
  }
}

function endedRender(controller: AbortController, reason?: () => Error): WeakRef<Render> {
  const render = new Render();
  render.end(controller, reason?.call(render));
  return new WeakRef(render);
}

async function collectGarbage(): Promise<void> {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  // The target of a new WeakRef stays alive until other work has run.
  await otherWork();
  collect();
}

function unreadError(this: unknown): Error {
  return new Error("This render completed successfully");
}

test("an aborted controller holds nothing of the render that it ended", async () => {
  const before = new AbortController();
  const held = endedRender(before, unreadError);
  await collectGarbage();
  expect(held.deref(), "V8 lets go by itself: delete release-finished-renders.mjs").toBeDefined();

  await import("./release-finished-renders.mjs");
  const after = [new AbortController(), new AbortController()] as const;
  const released = [endedRender(after[0], unreadError), endedRender(after[1])];
  await collectGarbage();
  expect(released.map((render) => render.deref())).toEqual([undefined, undefined]);
  expect(after.map(({ signal }) => signal.reason.name)).toEqual(["Error", "AbortError"]);
});
