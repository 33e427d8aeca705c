import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Line, LineTooLongError } from "./line.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

function standing(line: Line) {
  const went: string[] = [];
  const stand = (name: string, isHurried = false) =>
    line.stand({ isHurried }).then(
      () => void went.push(name),
      (error: unknown) =>
        void went.push(`${name}: ${error instanceof LineTooLongError ? "sent away" : error}`),
    );
  return { went, stand };
}

it("lets so many go on in any stretch of time, each as soon as it may", async () => {
  const { went, stand } = standing(new Line({ most: 2, within: 1_000, patience: 5_000, longest: 10 }));
  void stand("a");
  await vi.advanceTimersByTimeAsync(600);
  for (const name of ["b", "c", "d"]) void stand(name);
  await vi.advanceTimersByTimeAsync(399);
  expect(went).toEqual(["a", "b"]);
  await vi.advanceTimersByTimeAsync(1);
  expect(went).toEqual(["a", "b", "c"]);
  await vi.advanceTimersByTimeAsync(599);
  expect(went).toEqual(["a", "b", "c"]);
  await vi.advanceTimersByTimeAsync(1);
  expect(went).toEqual(["a", "b", "c", "d"]);
});

it("lets those go first whom a person waits for", async () => {
  const { went, stand } = standing(new Line({ most: 1, within: 1_000, patience: 5_000, longest: 10 }));
  for (const name of ["a", "b", "c"]) void stand(name);
  void stand("person", true);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(went).toEqual(["a", "person", "b", "c"]);
});

it("sends those away who would wait too long, and who find it full", async () => {
  const { went, stand } = standing(new Line({ most: 1, within: 1_000, patience: 1_500, longest: 3 }));
  for (const name of ["a", "b", "c", "d", "e"]) void stand(name);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(went).toEqual(["e: sent away", "a", "b", "c: sent away", "d: sent away"]);
});
