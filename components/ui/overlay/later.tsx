import { type ComponentType, lazy, Suspense, useState } from "react";

/** A component whose code is not part of the page. `prepare` loads it now. */
export type Later<Props> = ComponentType<Props> & { readonly prepare: () => void };

/** Loads a component's code when the page has nothing else to do, or earlier when the pointer or
 *  the focus comes near: most visits do not need it, and those that do must not wait for it. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> {
  const code: Code<Props> = {
    loaded: undefined,
    WhenLoaded: lazy(async () => ({ default: await remembered() })),
  };
  const remembered = async () => {
    code.loaded = await load();
    return code.loaded;
  };
  // One that fails is tried again where it is needed.
  const prepare = () => void remembered().catch(() => {});
  if (typeof window !== "undefined") whenIdle(prepare);
  return Object.assign((given: Props) => <Shown code={code} given={given} />, { prepare });
}

interface Code<Props> {
  loaded: ComponentType<Props> | undefined;
  readonly WhenLoaded: ComponentType<Props>;
}

// React waits 300 ms before it shows what a boundary has waited for, even for no time at all. So a
// component whose code is here is not a lazy one.
function Shown<Props extends object>({ code, given }: { code: Code<Props>; given: Props }) {
  const [Chosen] = useState(() => code.loaded ?? code.WhenLoaded);
  return (
    <Suspense>
      <Chosen {...given} />
    </Suspense>
  );
}

function whenIdle(work: () => void): void {
  if (document.readyState !== "complete")
    window.addEventListener("load", () => whenIdle(work), { once: true });
  // Safari has no idle callbacks.
  else if ("requestIdleCallback" in window) requestIdleCallback(work);
  else setTimeout(work, 1_000);
}
