import type { TargetModel } from "./operation.ts";

/** The columns that say which row an operation is about. */
export function targetOf(model: TargetModel, id: number) {
  return { targetType: model, targetId: String(id) };
}
